/**
 * Temporary credentials are stateless: the session token is a sealed record of all that the session
 * is, the secret key is derived from the master key and the access key id. Issuing one writes
 * nothing. Page: IAM UG "Temporary security credentials in IAM".
 *
 * The principal is looked up on each request, so deleting the role or user takes effect at once,
 * and so does a deny on aws:TokenIssueTime. As at AWS, deactivating the access key that asked for
 * the session does not end it.
 */
import { deflateRawSync, inflateRawSync } from 'node:zlib';
import { newUniqueId } from '../data/ids.ts';
import type { Secrets } from '../data/secrets.ts';
import type { Tags } from '../data/tags.ts';

export interface SessionRecord {
  readonly kind: 'assumed-role' | 'federated-user' | 'session-token';
  /** ASIA… */
  readonly accessKeyId: string;
  readonly accountId: string;
  /** AROA… of the role, AIDA… of the user who asked; absent for the root user. */
  readonly principalId?: string;
  /** RoleSessionName, or the federated user's name; absent for GetSessionToken. */
  readonly sessionName?: string;
  readonly issuedAtMs: number;
  readonly expiresAtMs: number;
  /** Inline session policy as sent. */
  readonly policy?: string;
  readonly policyArns?: readonly string[];
  readonly tags?: Tags;
  readonly transitiveTagKeys?: readonly string[];
  readonly sourceIdentity?: string;
  /** When the MFA code was shown; absent without MFA. */
  readonly mfaAtMs?: number;
  /** Issued to a role session (role chaining). */
  readonly chained?: boolean;
  /** ARN of the identity provider, or its host, for federated sessions. */
  readonly federatedProvider?: string;
  /** Issued to a session of the console: good only as long as that session is. */
  readonly consoleSessionId?: string;
}

export type NewSession = Omit<SessionRecord, 'accessKeyId'>;

export interface TemporaryCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const tokenVersion = 1;
const plainForm = 0;
const deflatedForm = 1;
const plainHead = String.fromCharCode(tokenVersion, plainForm);
const deflatedHead = Buffer.of(tokenVersion, deflatedForm);
/** Below this, deflating costs more than it saves. */
const deflateFromBytes = 512;
/** A sealed record is far smaller; more is not a token of ours. */
const tokenCharactersMax = 32_768;
const recordBytesMax = 65_536;

/** As AWS's secret keys: 30 bytes in base64. */
const secretCharacters = 40;

export function temporarySecretAccessKey(secrets: Secrets, accessKeyId: string): string {
  return secrets.derive('temporary-key', accessKeyId).slice(0, secretCharacters);
}

export function issueCredentials(secrets: Secrets, session: NewSession): TemporaryCredentials {
  const accessKeyId = newUniqueId('temporaryKey');
  const json = JSON.stringify({ ...session, accessKeyId });
  const plain =
    json.length < deflateFromBytes
      ? Buffer.from(plainHead + json)
      : Buffer.concat([deflatedHead, deflateRawSync(json)]);
  return {
    accessKeyId,
    secretAccessKey: temporarySecretAccessKey(secrets, accessKeyId),
    sessionToken: secrets.sealer('session-token').seal(plain).toString('base64'),
  };
}

/** `undefined` for whatever is not an unchanged token of this server. Expiry is the caller's check. */
export function openSessionToken(secrets: Secrets, token: string): SessionRecord | undefined {
  if (token.length > tokenCharactersMax) return undefined;
  const sealed = Buffer.from(token, 'base64');
  // Base64 decoders forgive: a token is only itself when it encodes back to the same text.
  if (sealed.toString('base64') !== token) return undefined;
  const plain = secrets.sealer('session-token').open(sealed);
  if (plain === undefined || plain[0] !== tokenVersion) return undefined;
  const body = plain.subarray(2);
  const json =
    plain[1] === deflatedForm ? inflateRawSync(body, { maxOutputLength: recordBytesMax }) : body;
  return JSON.parse(json.toString()) as SessionRecord;
}
