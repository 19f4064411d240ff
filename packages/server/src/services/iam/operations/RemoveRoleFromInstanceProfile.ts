/** Page: IAM API Reference "RemoveRoleFromInstanceProfile". */
import type { RemoveRoleFromInstanceProfileRequest } from '@aws-sdk/client-iam';
import { NoSuchEntityException$, RemoveRoleFromInstanceProfile$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { nameKey } from '../../../data/identities.ts';
import { putInstanceProfile } from '../../../data/instance-profiles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { instanceProfileName, roleName } from '../constraints.ts';
import { roleNamed } from '../entities.ts';
import { instanceProfileAccess, instanceProfileNamed } from '../instance-profiles.ts';

export const RemoveRoleFromInstanceProfile: WriteOperation<
  RemoveRoleFromInstanceProfileRequest,
  object
> = {
  schema: RemoveRoleFromInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName, RoleName: roleName },
  async access(input, context) {
    const entity = await instanceProfileAccess(context, input.InstanceProfileName);
    return [{ action: 'iam:RemoveRoleFromInstanceProfile', ...entity }];
  },
  mode: 'write',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    const role = await roleNamed(context, input.RoleName ?? '');
    const { roleName: held, ...emptied } = profile;
    if (held !== nameKey(role.name)) {
      throw fail(
        NoSuchEntityException$,
        `Role ${role.name} in Instance Profile ${profile.name} cannot be found.`,
      );
    }
    putInstanceProfile(context.tx, emptied, profile);
    return {};
  },
};
