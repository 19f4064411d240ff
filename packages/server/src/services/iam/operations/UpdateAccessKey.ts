/**
 * Page: IAM API Reference "UpdateAccessKey": an inactive key signs nothing from the next request
 * on.
 */
import type { UpdateAccessKeyRequest } from '@aws-sdk/client-iam';
import { UpdateAccessKey$ } from '@aws-sdk/client-iam';
import { putAccessKey } from '../../../data/access-keys.ts';
import type { WriteOperation } from '../../../operation.ts';
import { ownedAccessKey } from '../access-keys.ts';
import { accessKeyId, accessKeyStatus, userName } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';

export const UpdateAccessKey: WriteOperation<UpdateAccessKeyRequest, object> = {
  schema: UpdateAccessKey$,
  constraints: { UserName: userName, AccessKeyId: accessKeyId, Status: accessKeyStatus },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:UpdateAccessKey', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const key = await ownedAccessKey(context, owner, input.AccessKeyId ?? '');
    const status = input.Status === 'Inactive' ? 'Inactive' : 'Active';
    putAccessKey(context.tx, { ...key, status });
    return {};
  },
};
