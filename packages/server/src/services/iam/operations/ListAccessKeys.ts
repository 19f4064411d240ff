/** Page: IAM API Reference "ListAccessKeys". */
import type { ListAccessKeysRequest, ListAccessKeysResponse } from '@aws-sdk/client-iam';
import { ListAccessKeys$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { ownedAccessKey } from '../access-keys.ts';
import { paging, userName } from '../constraints.ts';
import {
  accessKeyIdsOf,
  credentialOwner,
  credentialOwnerAccess,
  userNameMember,
} from '../credential-owners.ts';
import { pageOf } from '../paging.ts';

export const ListAccessKeys: ReadOperation<ListAccessKeysRequest, ListAccessKeysResponse> = {
  schema: ListAccessKeys$,
  constraints: { ...paging, UserName: userName },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:ListAccessKeys', ...owner }];
  },
  mode: 'read',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const { items, ...paging } = pageOf(accessKeyIdsOf(owner), input, (id) => id);
    const keys = [];
    for (const id of items) {
      const key = await ownedAccessKey(context, owner, id);
      keys.push({
        ...userNameMember(owner),
        AccessKeyId: id,
        Status: key.status,
        CreateDate: new Date(key.createdAtMs),
      });
    }
    return { AccessKeyMetadata: keys, ...paging };
  },
};
