/** What pages ask IAM about users. Keys of queries begin with the session, then the service. */
import type { User } from '@aws-sdk/client-iam';
import {
  CreateUserCommand,
  DeleteUserCommand,
  GetUserCommand,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';

const usersKey = (sessionId: string) => [sessionId, 'iam', 'users'] as const;
const userKey = (sessionId: string, name: string) => [...usersKey(sessionId), name] as const;

export function useUsersQuery(): UseQueryResult<readonly User[]> {
  const iam = useIam();
  return useQuery({
    queryKey: usersKey(useSessionId()),
    queryFn: () =>
      listAll(paginateListUsers({ client: iam, pageSize: 1000 }, {}), (page) => page.Users),
  });
}

export function useUserQuery(name: string): UseQueryResult<User | undefined> {
  const iam = useIam();
  return useQuery({
    queryKey: userKey(useSessionId(), name),
    queryFn: async () => (await iam.send(new GetUserCommand({ UserName: name }))).User,
  });
}

export function useCreateUser(): UseMutationResult<void, Error, { readonly UserName: string }> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (input) => {
      await iam.send(new CreateUserCommand(input));
    },
    onSuccess: () => queryClient.invalidateQueries({ queryKey: usersKey(sessionId) }),
  });
}

export function useDeleteUsers(): UseMutationResult<void, Error, readonly string[]> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (names) => {
      for (const UserName of names) await iam.send(new DeleteUserCommand({ UserName }));
    },
    // Some may be gone before one was refused.
    onSettled: () => queryClient.invalidateQueries({ queryKey: usersKey(sessionId) }),
  });
}
