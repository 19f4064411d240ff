/** Page: IAM API Reference "UntagRole". */
import type { UntagRoleRequest } from '@aws-sdk/client-iam';
import { UntagRole$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { roleName, tagKeys } from '../constraints.ts';
import { roleAccess, roleNamed } from '../entities.ts';
import { checkModifiable } from '../policy-holders.ts';
import { withoutTags } from '../tagging.ts';

export const UntagRole: WriteOperation<UntagRoleRequest, object> = {
  schema: UntagRole$,
  constraints: { RoleName: roleName, TagKeys: tagKeys },
  async access(input, context) {
    const entity = await roleAccess(context, input.RoleName);
    return [{ action: 'iam:UntagRole', ...entity, context: { 'aws:tagkeys': input.TagKeys } }];
  },
  mode: 'write',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    putRole(context.tx, { ...role, tags: withoutTags(role.tags, input.TagKeys) });
    return {};
  },
};
