/** What an administrator changes of a user beside policies and credentials. */
import type { Group, Tag } from '@aws-sdk/client-iam';
import {
  AddUserToGroupCommand,
  paginateListGroupsForUser,
  paginateListUserTags,
  RemoveUserFromGroupCommand,
  TagUserCommand,
  UntagUserCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { useIamChange } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';

export function useUserGroupsQuery(userName: string): UseQueryResult<readonly Group[]> {
  const client = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'user-groups', userName),
    queryFn: () =>
      listAll(paginateListGroupsForUser({ client }, { UserName: userName }), (page) => page.Groups),
  });
}

export function useUserTagsQuery(userName: string): UseQueryResult<readonly Tag[]> {
  const client = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'user-tags', userName),
    queryFn: () =>
      listAll(paginateListUserTags({ client }, { UserName: userName }), (page) => page.Tags),
  });
}

/** As forms hold it, before the key is typed. */
export interface TagText {
  readonly Key?: string | undefined;
  readonly Value?: string | undefined;
}

export type UserChange =
  | { readonly kind: 'join' | 'leave'; readonly groups: readonly string[] }
  | {
      readonly kind: 'tag';
      readonly former: readonly TagText[];
      readonly tags: readonly TagText[];
    };

/** What must be removed and what written so that `former` becomes `tags`. */
export function tagDifference(
  former: readonly TagText[],
  tags: readonly TagText[],
): { readonly removed: string[]; readonly written: Tag[] } {
  const wanted = new Map(tags.map(({ Key = '', Value = '' }) => [Key, Value]));
  const had = new Map(former.map(({ Key = '', Value = '' }) => [Key, Value]));
  return {
    removed: [...had.keys()].filter((key) => !wanted.has(key)),
    written: tags
      .filter(({ Key = '', Value = '' }) => had.get(Key) !== Value)
      .map(({ Key = '', Value = '' }) => ({ Key, Value })),
  };
}

export function useChangeUser(userName: string): UseMutationResult<void, Error, UserChange> {
  return useIamChange(async (iam, change) => {
    const user = { UserName: userName };
    if (change.kind === 'tag') {
      const { removed, written } = tagDifference(change.former, change.tags);
      if (removed.length > 0) await iam.send(new UntagUserCommand({ ...user, TagKeys: removed }));
      if (written.length > 0) await iam.send(new TagUserCommand({ ...user, Tags: written }));
    } else {
      const Command = change.kind === 'join' ? AddUserToGroupCommand : RemoveUserFromGroupCommand;
      for (const GroupName of change.groups) await iam.send(new Command({ ...user, GroupName }));
    }
  });
}
