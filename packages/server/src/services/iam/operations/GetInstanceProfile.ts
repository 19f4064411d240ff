/** Page: IAM API Reference "GetInstanceProfile". */
import type { GetInstanceProfileRequest, GetInstanceProfileResponse } from '@aws-sdk/client-iam';
import { GetInstanceProfile$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { instanceProfileName } from '../constraints.ts';
import {
  instanceProfileAccess,
  instanceProfileNamed,
  instanceProfileToWire,
} from '../instance-profiles.ts';
import { tagsToWire } from '../tagging.ts';

export const GetInstanceProfile: ReadOperation<
  GetInstanceProfileRequest,
  GetInstanceProfileResponse
> = {
  schema: GetInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName },
  async access(input, context) {
    const entity = await instanceProfileAccess(context, input.InstanceProfileName);
    return [{ action: 'iam:GetInstanceProfile', ...entity }];
  },
  mode: 'read',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    const shown = await instanceProfileToWire(context, profile);
    return { InstanceProfile: { ...shown, Tags: tagsToWire(profile.tags) } };
  },
};
