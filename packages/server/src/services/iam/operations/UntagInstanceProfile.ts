/** Page: IAM API Reference "UntagInstanceProfile". */
import type { UntagInstanceProfileRequest } from '@aws-sdk/client-iam';
import { UntagInstanceProfile$ } from '@aws-sdk/client-iam';
import { putInstanceProfile } from '../../../data/instance-profiles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withoutCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { instanceProfileName, tagKeys } from '../constraints.ts';
import { instanceProfileAccess, instanceProfileNamed } from '../instance-profiles.ts';

export const UntagInstanceProfile: WriteOperation<UntagInstanceProfileRequest, object> = {
  schema: UntagInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName, TagKeys: tagKeys },
  async access(input, context) {
    const entity = await instanceProfileAccess(context, input.InstanceProfileName);
    const keys = { 'aws:tagkeys': input.TagKeys };
    return [{ action: 'iam:UntagInstanceProfile', ...entity, context: keys }];
  },
  mode: 'write',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    const kept = withoutCaseSensitiveTags(profile.tags, input.TagKeys);
    putInstanceProfile(context.tx, { ...profile, tags: kept });
    return {};
  },
};
