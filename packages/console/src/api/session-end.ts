/** Ways out of a session: back from a role, or out altogether. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { publicPaths, sessionPaths } from '../paths/paths.ts';
import { consoleApi } from './console-api.ts';
import { useSession } from './session-context.ts';
import { announceSignOut, onSignOut } from './session-events.ts';
import { sessionKeys } from './session-queries.ts';

export interface SessionEnd {
  signOut(): void;
  exitRole(): void;
}

export function useSessionEnd(): SessionEnd {
  const { id, signInId } = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const ask = (): void => {
    void queryClient.invalidateQueries({ queryKey: sessionKeys.one(id) });
  };
  return {
    signOut() {
      const leave = (): void => {
        announceSignOut(signInId);
        queryClient.clear();
        void navigate(publicPaths.start());
      };
      // Ended already, by another tab or by time: it is over all the same.
      consoleApi.signOut(id).then(leave, ask);
    },
    exitRole() {
      consoleApi
        .exitRole(id)
        .then((session) => navigate(sessionPaths(session.id).home()))
        .then(() => queryClient.removeQueries({ queryKey: sessionKeys.one(id) }))
        .catch(ask);
    },
  };
}

/** Another tab of this browser signed out: this one shows it at once. */
export function useOtherTabs(): void {
  const { id, signInId } = useSession();
  const queryClient = useQueryClient();
  useEffect(
    () =>
      onSignOut((ended) => {
        if (ended === signInId) void queryClient.resetQueries({ queryKey: sessionKeys.one(id) });
      }),
    [id, signInId, queryClient],
  );
}
