/** Page: IAM API Reference "TagInstanceProfile". */
import type { TagInstanceProfileRequest } from '@aws-sdk/client-iam';
import { TagInstanceProfile$ } from '@aws-sdk/client-iam';
import { putInstanceProfile } from '../../../data/instance-profiles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { instanceProfileName, tags } from '../constraints.ts';
import { instanceProfileAccess, instanceProfileNamed } from '../instance-profiles.ts';
import { requestTagsOf } from '../tagging.ts';

export const TagInstanceProfile: WriteOperation<TagInstanceProfileRequest, object> = {
  schema: TagInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    const entity = await instanceProfileAccess(context, input.InstanceProfileName);
    return [{ action: 'iam:TagInstanceProfile', ...entity, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const profile = await instanceProfileNamed(context, input.InstanceProfileName ?? '');
    const merged = withCaseSensitiveTags(profile.tags, input.Tags);
    putInstanceProfile(context.tx, { ...profile, tags: merged });
    return {};
  },
};
