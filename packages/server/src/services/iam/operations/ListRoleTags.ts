/** Page: IAM API Reference "ListRoleTags". */
import type { ListRoleTagsRequest, ListRoleTagsResponse } from '@aws-sdk/client-iam';
import { ListRoleTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, roleName } from '../constraints.ts';
import { roleAccess, roleNamed } from '../entities.ts';
import { tagPage } from '../tagging.ts';

export const ListRoleTags: ReadOperation<ListRoleTagsRequest, ListRoleTagsResponse> = {
  schema: ListRoleTags$,
  constraints: { RoleName: roleName, ...paging },
  async access(input, context) {
    return [{ action: 'iam:ListRoleTags', ...(await roleAccess(context, input.RoleName)) }];
  },
  mode: 'read',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    return tagPage(role.tags, input);
  },
};
