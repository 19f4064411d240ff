/**
 * Step 3 of a request: who signed it. The principal behind the key is looked up on every request,
 * so that deleting it, deactivating the key or the end of a session takes effect at once. Pages:
 * IAM UG "AWS Signature Version 4 for API requests"; S3 API "Authenticating Requests".
 */
import type { ReadTransaction } from '@hallpass/store';
import type {
  AuthErrorFamily,
  HttpRequest,
  Protocol,
  ServiceModel,
  SignedRequest,
  SigningKey,
} from '@hallpass/wire';
import {
  authError,
  authErrorFor,
  checkSignedRequest,
  verifySignature,
  withHoistedHeaders,
} from '@hallpass/wire';
import type { AccessKeyRecord } from '../data/access-keys.ts';
import { findAccessKey, openSecretAccessKey } from '../data/access-keys.ts';
import type { ServerState } from '../server-state.ts';
import type { AuthenticatedCaller } from './caller.ts';
import { longTermCaller, sessionCaller } from './callers.ts';
import { temporarySecretAccessKey } from './session-token.ts';

export interface Authentication {
  /** The request with the headers that its presigned query carried. */
  readonly request: HttpRequest;
  readonly caller: AuthenticatedCaller;
  readonly signed: SignedRequest;
  /** What the chunks of a streamed body are verified with. */
  readonly signingKey: SigningKey;
  readonly seedSignature: string;
}

export interface AuthenticateOptions {
  readonly request: HttpRequest;
  readonly signed: SignedRequest;
  readonly service: ServiceModel;
  /** SHA-256 of the body in hex, for services other than S3. */
  readonly bodySha256?: string;
}

/** Regions have this form; which of them a service is in is its own affair. */
const regionPattern = /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/;

/** Global services sign with the region of their partition's one endpoint. */
const globalRegions: readonly string[] = ['us-east-1', 'cn-north-1', 'us-gov-west-1'];
const globalServices: readonly string[] = ['iam', 'organizations'];

function acceptsRegion(service: string): (region: string) => boolean {
  return globalServices.includes(service)
    ? (region) => globalRegions.includes(region)
    : (region) => regionPattern.test(region);
}

/** S3, the XML services and the JSON services each word a refused signature in their own way. */
export function authErrorFamily(protocol: Protocol): AuthErrorFamily {
  const families = { restXml: 's3', awsQuery: 'query', restJson: 'restJson' } as const;
  return protocol === 'awsJson1_1' ? 'json' : families[protocol];
}

interface KeyHolder {
  readonly caller: AuthenticatedCaller;
  readonly secretAccessKey: string;
}

async function longTermHolder(
  tx: ReadTransaction,
  server: ServerState,
  options: AuthenticateOptions,
): Promise<KeyHolder> {
  const { signed, service } = options;
  const { accessKeyId } = signed;
  const key = await findAccessKey(tx, accessKeyId);
  if (key === undefined)
    throw authErrorFor(service.protocol, 'unknownKey', { detail: { AWSAccessKeyId: accessKeyId } });
  if (signed.sessionToken !== undefined) throw authErrorFor(service.protocol, 'invalidToken');
  if (key.status !== 'Active')
    throw authErrorFor(service.protocol, 'inactiveKey', {
      detail: { AWSAccessKeyId: accessKeyId },
    });
  const caller = await longTermCaller(tx, key);
  if (caller === undefined)
    throw authErrorFor(service.protocol, 'unknownKey', { detail: { AWSAccessKeyId: accessKeyId } });
  return { caller, secretAccessKey: secretOf(server, key) };
}

/** Opened secrets, by their sealed form: opening one costs a decryption, a hot key is asked often. */
const openedMax = 10_000;
const opened = new Map<string, string>();

function secretOf(server: ServerState, key: AccessKeyRecord): string {
  const known = opened.get(key.sealedSecret);
  if (known !== undefined) return known;
  const secret = openSecretAccessKey(server.secrets, key);
  if (opened.size >= openedMax) opened.clear();
  opened.set(key.sealedSecret, secret);
  return secret;
}

async function sessionHolder(
  tx: ReadTransaction,
  server: ServerState,
  options: AuthenticateOptions,
): Promise<KeyHolder> {
  const { signed, service } = options;
  const { accessKeyId, sessionToken } = signed;
  if (sessionToken === undefined)
    throw authErrorFor(service.protocol, 'unknownKey', { detail: { AWSAccessKeyId: accessKeyId } });
  const session = server.sessions.open(sessionToken);
  if (session === undefined) throw authErrorFor(service.protocol, 'invalidToken');
  if (session.accessKeyId !== accessKeyId) {
    throw authErrorFor(service.protocol, 'unknownKey', { detail: { AWSAccessKeyId: accessKeyId } });
  }
  if (session.expiresAtMs <= server.clock.nowMs()) {
    throw authErrorFor(service.protocol, 'expiredToken');
  }
  const caller = await sessionCaller(tx, session, sessionToken);
  if (caller === undefined) throw authErrorFor(service.protocol, 'invalidToken');
  return { caller, secretAccessKey: temporarySecretAccessKey(server.secrets, accessKeyId) };
}

/**
 * Throws the service's own error unless the request is signed by someone known, unchanged and in
 * time.
 */
export async function authenticate(
  tx: ReadTransaction,
  server: ServerState,
  options: AuthenticateOptions,
): Promise<Authentication> {
  const { request, signed, service, bodySha256 } = options;
  const frame = {
    nowMs: server.clock.realNowMs(),
    expectedService: service.signingName,
    expectedRegion: acceptsRegion(service.name),
  };
  // AWS reports a skewed clock or a wrong scope first, even for an unknown key.
  const fault = checkSignedRequest(request, signed, frame);
  if (fault !== undefined) throw authError(fault, authErrorFamily(service.protocol));
  const holder = signed.accessKeyId.startsWith('ASIA')
    ? await sessionHolder(tx, server, options)
    : await longTermHolder(tx, server, options);
  const verified = verifySignature(request, signed, {
    ...frame,
    secretAccessKey: holder.secretAccessKey,
    signingKeys: server.signingKeys,
    ...(bodySha256 === undefined ? {} : { bodySha256 }),
  });
  if (!verified.ok) throw authError(verified, authErrorFamily(service.protocol));
  const { signingKey, seedSignature } = verified;
  return {
    request: withHoistedHeaders(request, signed),
    caller: holder.caller,
    signed,
    signingKey,
    seedSignature,
  };
}
