/**
 * Page: IAM API Reference "ListSSHPublicKeys". Hallpass serves none of what they are for, so no SSH
 * key can be uploaded (NotImplemented) and a listing, which Terraform asks for, is truly empty.
 */
import type { ListSSHPublicKeysRequest, ListSSHPublicKeysResponse } from '@aws-sdk/client-iam';
import { ListSSHPublicKeys$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { pageStart } from '../paging.ts';

export const ListSSHPublicKeys: ReadOperation<ListSSHPublicKeysRequest, ListSSHPublicKeysResponse> =
  {
    schema: ListSSHPublicKeys$,
    constraints: { ...paging, UserName: userName },
    async access(input, context) {
      const action = 'iam:ListSSHPublicKeys';
      return [{ action, ...(await credentialOwnerAccess(context, input.UserName)) }];
    },
    mode: 'read',
    async handle(input, context) {
      await credentialOwner(context, input.UserName);
      pageStart(input);
      return { SSHPublicKeys: [], IsTruncated: false };
    },
  };
