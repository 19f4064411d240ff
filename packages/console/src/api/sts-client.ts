/** The page's STS client. */
import { STSClient } from '@aws-sdk/client-sts';
import { perSession } from './aws-config.ts';

export const stsClient: (sessionId: string) => STSClient = perSession(
  (config) => new STSClient(config),
);
