/**
 * How the page's AWS clients sign: with short-lived credentials of the session, asked for anew
 * before they end. The SDK keeps them until then.
 */
import { consoleApi } from './console-api.ts';

export interface AwsConfig {
  readonly endpoint: string;
  readonly region: string;
  readonly maxAttempts: number;
  readonly credentials: () => Promise<{
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken: string;
    readonly expiration: Date;
  }>;
}

/** `seconds`: how long what is signed must be good for. */
export function awsConfig(sessionId: string, seconds?: number): AwsConfig {
  return {
    // IAM, STS, S3 and Organizations are all served where this page comes from.
    endpoint: window.location.origin,
    region: 'us-east-1',
    maxAttempts: 3,
    async credentials() {
      const { expiresAtMs, nowMs, ...keys } = await consoleApi.credentials(sessionId, seconds);
      // Counted from here on: the clocks of browser and server may differ.
      return { ...keys, expiration: new Date(Date.now() + (expiresAtMs - nowMs)) };
    },
  };
}

/** One client of each kind for each session, made when first asked for. */
export function perSession<C>(make: (config: AwsConfig) => C): (sessionId: string) => C {
  const clients = new Map<string, C>();
  return (sessionId) => {
    const client = clients.get(sessionId) ?? make(awsConfig(sessionId));
    clients.set(sessionId, client);
    return client;
  };
}
