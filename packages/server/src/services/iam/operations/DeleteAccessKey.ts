/** Page: IAM API Reference "DeleteAccessKey". */
import type { DeleteAccessKeyRequest } from '@aws-sdk/client-iam';
import { DeleteAccessKey$ } from '@aws-sdk/client-iam';
import { deleteAccessKey } from '../../../data/access-keys.ts';
import type { WriteOperation } from '../../../operation.ts';
import { ownedAccessKey } from '../access-keys.ts';
import { accessKeyId, userName } from '../constraints.ts';
import {
  accessKeyIdsOf,
  credentialOwner,
  credentialOwnerAccess,
  putAccessKeyIds,
} from '../credential-owners.ts';

export const DeleteAccessKey: WriteOperation<DeleteAccessKeyRequest, object> = {
  schema: DeleteAccessKey$,
  constraints: { UserName: userName, AccessKeyId: accessKeyId },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:DeleteAccessKey', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const key = await ownedAccessKey(context, owner, input.AccessKeyId ?? '');
    const kept = accessKeyIdsOf(owner).filter((id) => id !== key.id);
    putAccessKeyIds(context.tx, owner, kept);
    deleteAccessKey(context.tx, key);
    return {};
  },
};
