/** Page: IAM API Reference "CreateInstanceProfile". */
import type {
  CreateInstanceProfileRequest,
  CreateInstanceProfileResponse,
} from '@aws-sdk/client-iam';
import { CreateInstanceProfile$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { newUniqueId } from '../../../data/ids.ts';
import {
  countInstanceProfiles,
  findInstanceProfile,
  putInstanceProfile,
} from '../../../data/instance-profiles.ts';
import type { WriteOperation } from '../../../operation.ts';
import { caseSensitiveTagsOf } from '../case-sensitive-tags.ts';
import { instanceProfileName, path, tags } from '../constraints.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { instanceProfileToWire } from '../instance-profiles.ts';
import { checkQuota } from '../quotas.ts';
import { requestTagsOf, tagsMember } from '../tagging.ts';

export const CreateInstanceProfile: WriteOperation<
  CreateInstanceProfileRequest,
  CreateInstanceProfileResponse
> = {
  schema: CreateInstanceProfile$,
  constraints: { InstanceProfileName: instanceProfileName, Path: path, Tags: tags },
  access(input, context) {
    const { Path: at, InstanceProfileName: name } = input;
    const entity = newEntityAccess(context, 'instance-profile', { path: at, name });
    const requestTags = requestTagsOf(input.Tags);
    const create = { action: 'iam:CreateInstanceProfile', ...entity, requestTags };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagInstanceProfile', ...entity, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx } = context;
    const { accountId } = ownerOf(context);
    const { InstanceProfileName: name = '' } = input;
    const profileTags = caseSensitiveTagsOf(input.Tags);
    if ((await findInstanceProfile(tx, accountId, name)) !== undefined) {
      throw fail(EntityAlreadyExistsException$, `Instance Profile ${name} already exists.`);
    }
    checkQuota('InstanceProfilesPerAccount', (await countInstanceProfiles(tx, accountId)) + 1);
    const profile = {
      id: newUniqueId('instanceProfile'),
      accountId,
      name,
      path: input.Path ?? '/',
      createdAtMs: context.nowMs,
      tags: profileTags,
    };
    putInstanceProfile(tx, profile);
    const shown = await instanceProfileToWire(context, profile);
    return { InstanceProfile: { ...shown, ...tagsMember(profileTags) } };
  },
};
