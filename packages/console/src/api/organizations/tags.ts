/** Tags of accounts, OUs and policies. */
import type { Tag } from '@aws-sdk/client-organizations';
import {
  paginateListTagsForResource,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-organizations';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { TagText } from '../iam/user-changes.ts';
import { tagDifference } from '../iam/user-changes.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import {
  organizationsKey,
  useOrganizations,
  useOrganizationsChange,
} from './organizations-client.ts';

export function useOrgTagsQuery(id: string): UseQueryResult<readonly Tag[]> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'tags', id),
    queryFn: () =>
      listAll(paginateListTagsForResource({ client }, { ResourceId: id }), (page) => page.Tags),
  });
}

export interface TagsChange {
  readonly former: readonly TagText[];
  readonly tags: readonly TagText[];
}

export function useChangeOrgTags(ResourceId: string): UseMutationResult<void, Error, TagsChange> {
  return useOrganizationsChange(async (client, { former, tags }) => {
    const { removed, written } = tagDifference(former, tags);
    if (removed.length > 0) {
      await client.send(new UntagResourceCommand({ ResourceId, TagKeys: removed }));
    }
    if (written.length > 0) {
      const Tags = written.map(({ Key, Value = '' }) => ({ Key, Value }));
      await client.send(new TagResourceCommand({ ResourceId, Tags }));
    }
  });
}
