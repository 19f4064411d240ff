/**
 * Opening a token costs a decryption and a parse; a session is used for many requests. Bounded,
 * least recently used goes first. Only tokens that opened are kept, so strangers cannot fill it.
 */
import type { Secrets } from '../data/secrets.ts';
import type { SessionRecord } from './session-token.ts';
import { openSessionToken } from './session-token.ts';

export interface SessionCache {
  open(token: string): SessionRecord | undefined;
}

const sessionsMax = 10_000;

export function createSessionCache(secrets: Secrets): SessionCache {
  const sessions = new Map<string, SessionRecord>();
  return {
    open(token) {
      const known = sessions.get(token);
      if (known !== undefined) {
        sessions.delete(token);
        sessions.set(token, known);
        return known;
      }
      const session = openSessionToken(secrets, token);
      if (session === undefined) return undefined;
      if (sessions.size >= sessionsMax) {
        const [oldest] = sessions.keys();
        if (oldest !== undefined) sessions.delete(oldest);
      }
      sessions.set(token, session);
      return session;
    },
  };
}
