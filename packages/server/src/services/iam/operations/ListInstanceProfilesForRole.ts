/** Page: IAM API Reference "ListInstanceProfilesForRole". */
import type {
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse,
} from '@aws-sdk/client-iam';
import { ListInstanceProfilesForRole$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, roleName } from '../constraints.ts';
import { roleAccess, roleNamed } from '../entities.ts';
import { instanceProfilesOf } from '../instance-profiles.ts';
import { pageStart, pagingOf } from '../paging.ts';

export const ListInstanceProfilesForRole: ReadOperation<
  ListInstanceProfilesForRoleRequest,
  ListInstanceProfilesForRoleResponse
> = {
  schema: ListInstanceProfilesForRole$,
  constraints: { RoleName: roleName, ...paging },
  async access(input, context) {
    const entity = await roleAccess(context, input.RoleName);
    return [{ action: 'iam:ListInstanceProfilesForRole', ...entity }];
  },
  mode: 'read',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    const page = await instanceProfilesOf(context, role, pageStart(input));
    return { InstanceProfiles: [...page.items], ...pagingOf(page) };
  },
};
