/** The `Credentials` of STS answers. Page: STS API Reference "Credentials". */
import type { Credentials } from '@aws-sdk/client-sts';
import type { TemporaryCredentials } from '../../authenticate/session-token.ts';

/** AWS's times have whole seconds. */
export function credentialsOutput(
  credentials: TemporaryCredentials,
  expiresAtMs: number,
): Credentials {
  return {
    AccessKeyId: credentials.accessKeyId,
    SecretAccessKey: credentials.secretAccessKey,
    SessionToken: credentials.sessionToken,
    Expiration: new Date(Math.floor(expiresAtMs / 1000) * 1000),
  };
}
