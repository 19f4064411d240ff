/** Page: IAM API Reference "TagRole". */
import type { TagRoleRequest } from '@aws-sdk/client-iam';
import { TagRole$ } from '@aws-sdk/client-iam';
import { putRole } from '../../../data/roles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { roleName, tags } from '../constraints.ts';
import { roleAccess, roleNamed } from '../entities.ts';
import { checkModifiable } from '../policy-holders.ts';
import { requestTagsOf, withTags } from '../tagging.ts';

export const TagRole: WriteOperation<TagRoleRequest, object> = {
  schema: TagRole$,
  constraints: { RoleName: roleName, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    const entity = await roleAccess(context, input.RoleName);
    return [{ action: 'iam:TagRole', ...entity, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    putRole(context.tx, { ...role, tags: withTags(role.tags, input.Tags) });
    return {};
  },
};
