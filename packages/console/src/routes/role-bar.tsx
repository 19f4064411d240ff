/**
 * The coloured line of a role, and the warning that any session's time is nearly over. Counts down;
 * a role can be taken anew, a sign-in can not.
 */
import { useQueryClient } from '@tanstack/react-query';
import type { CSSProperties, JSX } from 'react';
import { useEffect, useState } from 'react';
import type { Session } from '../api/console-api.ts';
import { consoleApi } from '../api/console-api.ts';
import { errorText } from '../api/errors.ts';
import { useSession } from '../api/session-context.ts';
import { useOtherTabs, useSessionEnd } from '../api/session-end.ts';
import { sessionKeys } from '../api/session-queries.ts';
import { useNotify } from '../ui/notifications.tsx';
import { plainRoleColor, textOn } from '../ui/role-colors.ts';
import { accountIdText, accountText } from '../ui/session-name.tsx';

const warnMs = 10 * 60_000;

/** `1 h 05 min`, and seconds in the last minutes. */
export function remainingText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  if (minutes >= 60) {
    return `${Math.floor(minutes / 60)} h ${String(minutes % 60).padStart(2, '0')} min`;
  }
  return minutes >= 10
    ? `${minutes} min`
    : `${minutes} min ${String(seconds % 60).padStart(2, '0')} s`;
}

/** Counted from when the server told its time: the two clocks may differ. */
function useRemainingMs({ id, expiresAtMs, nowMs }: Session): number {
  const queryClient = useQueryClient();
  const [told, setTold] = useState({ nowMs, atMs: performance.now() });
  if (told.nowMs !== nowMs) setTold({ nowMs, atMs: performance.now() });
  const [at, setAt] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setAt(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const remaining = expiresAtMs - told.nowMs - Math.max(0, at - told.atMs);
  const isOver = remaining <= 0;
  useEffect(() => {
    if (isOver) void queryClient.invalidateQueries({ queryKey: sessionKeys.one(id) });
  }, [isOver, id, queryClient]);
  return remaining;
}

function useRenewal(id: string): () => void {
  const queryClient = useQueryClient();
  const notify = useNotify();
  return () => {
    consoleApi.renewRole(id).then(
      (session) => {
        queryClient.setQueryData(sessionKeys.one(id), session);
        notify({ type: 'success', content: 'The session of this role was renewed.' });
      },
      (error: unknown) => {
        const { header, message } = errorText(error);
        notify({ type: 'error', header, content: message });
      },
    );
  };
}

export function RoleBar(): JSX.Element | null {
  const session = useSession();
  const remaining = useRemainingMs(session);
  const renew = useRenewal(session.id);
  const { exitRole } = useSessionEnd();
  useOtherTabs();
  const { role, original } = session;
  if (role === undefined) return remaining > warnMs ? null : <EndingSoon remaining={remaining} />;
  const color = role.color ?? plainRoleColor;
  const style = { '--role-color': color, '--role-text': textOn(color) } as CSSProperties;
  return (
    <div className="role-bar" style={style} role="region" aria-label="Role">
      {role.displayName !== undefined && <strong>{role.displayName}</strong>}
      <span>
        {role.roleName} @ {session.accountAlias ?? accountIdText(role.accountId)}
      </span>
      <span className="space" />
      <span role="timer">Session ends in {remainingText(remaining)}</span>
      <button type="button" onClick={renew}>
        Renew
      </button>
      <button type="button" onClick={exitRole}>
        Back to {original.label} @ {accountText(original)}
      </button>
    </div>
  );
}

function EndingSoon({ remaining }: { readonly remaining: number }): JSX.Element {
  const style = { '--role-color': '#fad791', '--role-text': '#000000' } as CSSProperties;
  return (
    <div className="role-bar" style={style} role="status">
      Your sign-in ends in {remainingText(remaining)}. Save what you are doing, then sign in again.
    </div>
  );
}
