/**
 * Page: IAM API Reference "ListSigningCertificates". Hallpass serves none of what they are for, so
 * no certificate can be uploaded (NotImplemented) and a listing, which Terraform asks for, is truly
 * empty.
 */
import type {
  ListSigningCertificatesRequest,
  ListSigningCertificatesResponse,
} from '@aws-sdk/client-iam';
import { ListSigningCertificates$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { pageStart } from '../paging.ts';

export const ListSigningCertificates: ReadOperation<
  ListSigningCertificatesRequest,
  ListSigningCertificatesResponse
> = {
  schema: ListSigningCertificates$,
  constraints: { ...paging, UserName: userName },
  async access(input, context) {
    const action = 'iam:ListSigningCertificates';
    return [{ action, ...(await credentialOwnerAccess(context, input.UserName)) }];
  },
  mode: 'read',
  async handle(input, context) {
    await credentialOwner(context, input.UserName);
    pageStart(input);
    return { Certificates: [], IsTruncated: false };
  },
};
