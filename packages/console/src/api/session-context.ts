/** The session that a page belongs to: given by its address, loaded by the layout around it. */
import type { Provider } from 'react';
import { createContext, useContext } from 'react';
import type { SessionPaths } from '../paths/paths.ts';
import { sessionPaths } from '../paths/paths.ts';
import type { Session } from './console-api.ts';

const context = createContext<Session | undefined>(undefined);

export const SessionProvider: Provider<Session | undefined> = context.Provider;

export function useSession(): Session {
  const session = useContext(context);
  if (session === undefined) throw new Error('this page stands outside of any session');
  return session;
}

/** For what also stands on pages before the sign-in. */
export function useOptionalSession(): Session | undefined {
  return useContext(context);
}

export function useSessionId(): string {
  return useSession().id;
}

/** Addresses of this session's pages. */
export function usePaths(): SessionPaths {
  return sessionPaths(useSessionId());
}
