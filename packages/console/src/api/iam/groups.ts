/** What pages ask IAM about user groups. */
import type { Group, User } from '@aws-sdk/client-iam';
import {
  AddUserToGroupCommand,
  CreateGroupCommand,
  DeleteGroupCommand,
  paginateGetGroup,
  paginateListGroups,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

export function useGroupsQuery(): UseQueryResult<readonly Group[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'groups'),
    queryFn: () =>
      listAll(paginateListGroups({ client: iam, pageSize: 1000 }, {}), (page) => page.Groups),
  });
}

export interface GroupDetails {
  readonly group: Group;
  readonly users: readonly User[];
}

export function useGroupQuery(name: string): UseQueryResult<GroupDetails> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'group', name),
    async queryFn() {
      let group: Group | undefined;
      const pages = paginateGetGroup({ client: iam, pageSize: 1000 }, { GroupName: name });
      const users = await listAll(pages, (page) => {
        group = page.Group;
        return page.Users;
      });
      return { group: group ?? ({} as Group), users };
    },
  });
}

export type GroupChange =
  | { readonly kind: 'create' }
  | { readonly kind: 'delete' }
  | { readonly kind: 'add' | 'remove'; readonly users: readonly string[] };

export function useChangeGroup(name: string): UseMutationResult<void, Error, GroupChange> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(change) {
      const GroupName = name;
      if (change.kind === 'create') await iam.send(new CreateGroupCommand({ GroupName }));
      else if (change.kind === 'delete') await iam.send(new DeleteGroupCommand({ GroupName }));
      else {
        const Command = change.kind === 'add' ? AddUserToGroupCommand : RemoveUserFromGroupCommand;
        for (const UserName of change.users) await iam.send(new Command({ GroupName, UserName }));
      }
    },
    async onSuccess(_output, { kind }) {
      await queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'groups') });
      if (kind !== 'delete') {
        await queryClient.invalidateQueries({ queryKey: iamKey(sessionId, 'group', name) });
      }
    },
  });
}
