/** Page: IAM API Reference "ListInstanceProfiles". Tags are GetInstanceProfile's to tell. */
import type {
  InstanceProfile,
  ListInstanceProfilesRequest,
  ListInstanceProfilesResponse,
} from '@aws-sdk/client-iam';
import { ListInstanceProfiles$ } from '@aws-sdk/client-iam';
import { listInstanceProfiles } from '../../../data/instance-profiles.ts';
import type { ReadOperation } from '../../../operation.ts';
import { paging, pathPrefix } from '../constraints.ts';
import { ownerOf, pathAccess } from '../entities.ts';
import { instanceProfileToWire } from '../instance-profiles.ts';
import { pageStart, pagingOf } from '../paging.ts';

export const ListInstanceProfiles: ReadOperation<
  ListInstanceProfilesRequest,
  ListInstanceProfilesResponse
> = {
  schema: ListInstanceProfiles$,
  constraints: { PathPrefix: pathPrefix, ...paging },
  access: (input, context) => [
    {
      action: 'iam:ListInstanceProfiles',
      ...pathAccess(context, 'instance-profile', input.PathPrefix),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const page = await listInstanceProfiles(context.tx, ownerOf(context).accountId, {
      ...pageStart(input),
      pathPrefix: input.PathPrefix ?? '/',
    });
    const InstanceProfiles: InstanceProfile[] = [];
    for (const profile of page.items) {
      InstanceProfiles.push(await instanceProfileToWire(context, profile));
    }
    return { InstanceProfiles, ...pagingOf(page) };
  },
};
