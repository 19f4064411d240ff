/** Queries about the console's sessions and roles. */
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ConsoleApiError, RoleHistoryEntry, Session } from './console-api.ts';
import { consoleApi } from './console-api.ts';
import { useSessionId } from './session-context.ts';

export const sessionKeys = {
  all: ['console-sessions'] as const,
  one: (id: string): readonly string[] => ['console-session', id],
  roles: (id: string): readonly string[] => ['console-roles', id],
};

export function useSessionsQuery(): UseQueryResult<readonly Session[], ConsoleApiError> {
  return useQuery({ queryKey: sessionKeys.all, queryFn: consoleApi.sessions, staleTime: 0 });
}

/** Asked again every minute: the session may be ended elsewhere. */
export function useSessionQuery(id: string): UseQueryResult<Session, ConsoleApiError> {
  return useQuery({
    queryKey: sessionKeys.one(id),
    queryFn: () => consoleApi.session(id),
    refetchInterval: 60_000,
  });
}

export function useRolesQuery(
  id: string,
): UseQueryResult<readonly RoleHistoryEntry[], ConsoleApiError> {
  return useQuery({ queryKey: sessionKeys.roles(id), queryFn: () => consoleApi.roles(id) });
}

export function useRememberRole(): UseMutationResult<object, ConsoleApiError, RoleHistoryEntry> {
  const id = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (entry) => consoleApi.rememberRole(id, entry),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: sessionKeys.roles(id) }),
  });
}

export function useForgetRoles(): UseMutationResult<void, ConsoleApiError, readonly string[]> {
  const id = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: async (entryIds) => {
      for (const entryId of entryIds) await consoleApi.forgetRole(id, entryId);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: sessionKeys.roles(id) }),
  });
}
