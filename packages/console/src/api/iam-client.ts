/** The page's IAM client. */
import { IAMClient } from '@aws-sdk/client-iam';
import { perSession } from './aws-config.ts';
import { useSessionId } from './session-context.ts';

export const iamClient: (sessionId: string) => IAMClient = perSession(
  (config) => new IAMClient(config),
);

export function useIam(): IAMClient {
  return iamClient(useSessionId());
}
