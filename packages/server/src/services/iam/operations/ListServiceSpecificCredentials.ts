/**
 * Page: IAM API Reference "ListServiceSpecificCredentials". Hallpass serves none of what they are
 * for, so none can be created (NotImplemented) and a listing, which Terraform asks for, is truly
 * empty.
 */
import type {
  ListServiceSpecificCredentialsRequest,
  ListServiceSpecificCredentialsResponse,
} from '@aws-sdk/client-iam';
import { ListServiceSpecificCredentials$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { pathAccess } from '../entities.ts';
import { pageStart } from '../paging.ts';

export const ListServiceSpecificCredentials: ReadOperation<
  ListServiceSpecificCredentialsRequest,
  ListServiceSpecificCredentialsResponse
> = {
  schema: ListServiceSpecificCredentials$,
  constraints: { ...paging, UserName: userName },
  async access(input, context) {
    const action = 'iam:ListServiceSpecificCredentials';
    // A listing of a whole account is asked for of all users.
    if (input.AllUsers === true) return [{ action, ...pathAccess(context, 'user', '/') }];
    return [{ action, ...(await credentialOwnerAccess(context, input.UserName)) }];
  },
  mode: 'read',
  async handle(input, context) {
    if (input.AllUsers !== true) await credentialOwner(context, input.UserName);
    pageStart(input);
    return { ServiceSpecificCredentials: [], IsTruncated: false };
  },
};
