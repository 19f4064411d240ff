/**
 * Page: IAM API Reference "AddRoleToInstanceProfile"; IAM UG "Grant a user permissions to pass a
 * role to an AWS service". Who adds a role passes it to EC2, and must be allowed to.
 */
import type { AddRoleToInstanceProfileRequest } from '@aws-sdk/client-iam';
import { AddRoleToInstanceProfile$ } from '@aws-sdk/client-iam';
import { nameKey } from '../../../data/identities.ts';
import { putInstanceProfile } from '../../../data/instance-profiles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { instanceProfileName, roleName } from '../constraints.ts';
import { ownerOf, roleAccess, roleNamed } from '../entities.ts';
import { instanceProfileAccess, instanceProfileNamed } from '../instance-profiles.ts';
import { checkModifiable } from '../policy-holders.ts';
import { quotaExceeded } from '../quotas.ts';

export const AddRoleToInstanceProfile: WriteOperation<AddRoleToInstanceProfileRequest, object> = {
  schema: AddRoleToInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName, RoleName: roleName },
  async access(input, context) {
    const { resource, resourceTags = [] } = await roleAccess(context, input.RoleName);
    const domain = ownerOf(context).partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com';
    return [
      {
        action: 'iam:AddRoleToInstanceProfile',
        ...(await instanceProfileAccess(context, input.InstanceProfileName)),
      },
      {
        action: 'iam:PassRole',
        resource,
        resourceTags,
        context: { 'iam:passedtoservice': `ec2.${domain}` },
      },
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    const role = await roleNamed(context, input.RoleName ?? '');
    checkModifiable(role);
    if (profile.roleName !== undefined) throw quotaExceeded('InstanceSessionsPerInstanceProfile');
    putInstanceProfile(context.tx, { ...profile, roleName: nameKey(role.name) });
    return {};
  },
};
