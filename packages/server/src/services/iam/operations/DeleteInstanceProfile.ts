/** Page: IAM API Reference "DeleteInstanceProfile". It must hold no role. */
import type { DeleteInstanceProfileRequest } from '@aws-sdk/client-iam';
import { DeleteInstanceProfile$ } from '@aws-sdk/client-iam';
import { deleteInstanceProfile } from '../../../data/instance-profiles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { instanceProfileName } from '../constraints.ts';
import { instanceProfileAccess, instanceProfileNamed } from '../instance-profiles.ts';
import { deleteConflict } from '../users.ts';

export const DeleteInstanceProfile: WriteOperation<DeleteInstanceProfileRequest, object> = {
  schema: DeleteInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName },
  async access(input, context) {
    const entity = await instanceProfileAccess(context, input.InstanceProfileName);
    return [{ action: 'iam:DeleteInstanceProfile', ...entity }];
  },
  mode: 'write',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    if (profile.roleName !== undefined) throw deleteConflict('remove roles from instance profile');
    deleteInstanceProfile(context.tx, profile);
    return {};
  },
};
