/** Page: IAM API Reference "CreateAccessKey": the only answer that ever shows the secret. */
import type { CreateAccessKeyRequest, CreateAccessKeyResponse } from '@aws-sdk/client-iam';
import { CreateAccessKey$ } from '@aws-sdk/client-iam';
import { putAccessKey, sealSecretAccessKey } from '../../../data/access-keys.ts';
import { newSecretAccessKey, newUniqueId } from '../../../data/ids.ts';
import type { WriteOperation } from '../../../operation.ts';
import { userName } from '../constraints.ts';
import {
  accessKeyIdsOf,
  credentialOwner,
  credentialOwnerAccess,
  ownerIdMember,
  putAccessKeyIds,
  userNameMember,
} from '../credential-owners.ts';
import { ownerOf } from '../entities.ts';
import { checkQuota } from '../quotas.ts';

export const CreateAccessKey: WriteOperation<CreateAccessKeyRequest, CreateAccessKeyResponse> = {
  schema: CreateAccessKey$,
  constraints: { UserName: userName },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:CreateAccessKey', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx, nowMs } = context;
    const owner = await credentialOwner(context, input.UserName);
    const keyIds = accessKeyIdsOf(owner);
    checkQuota('AccessKeysPerUser', keyIds.length + 1);
    const id = newUniqueId('accessKey');
    const secretAccessKey = newSecretAccessKey();
    putAccessKeyIds(tx, owner, [...keyIds, id]);
    putAccessKey(tx, {
      id,
      accountId: ownerOf(context).accountId,
      ...ownerIdMember(owner),
      status: 'Active',
      createdAtMs: nowMs,
      sealedSecret: sealSecretAccessKey(context.server.secrets, secretAccessKey),
    });
    return {
      AccessKey: {
        ...userNameMember(owner),
        AccessKeyId: id,
        Status: 'Active',
        SecretAccessKey: secretAccessKey,
        CreateDate: new Date(nowMs),
      },
    };
  },
};
