/** Keys of IAM's queries: the session, the service, the thing. And its addresses. */
import type { IamPaths } from '../../paths/iam-paths.ts';
import { iamPaths } from '../../paths/iam-paths.ts';
import { useSessionId } from '../session-context.ts';

export type QueryKey = readonly string[];

export function iamKey(sessionId: string, ...rest: readonly string[]): QueryKey {
  return [sessionId, 'iam', ...rest];
}

export function useIamPaths(): IamPaths {
  return iamPaths(useSessionId());
}
