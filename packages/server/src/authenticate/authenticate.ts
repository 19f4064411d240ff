/**
 * Step 3 of a request: who signed it. Whether the key and the principal behind it are still what
 * they were is looked up on every request, so that deleting one, deactivating the key or the end of
 * a session takes effect at once. Pages: IAM UG "AWS Signature Version 4 for API requests"; S3 API
 * "Authenticating Requests".
 */
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type {
  AuthErrorFamily,
  HttpRequest,
  Protocol,
  ScopeAndAgeOptions,
  ServiceModel,
  SignedRequest,
  SigningKey,
} from '@hallpass/wire';
import { authError, checkSignature, checkSignedRequest, withHoistedHeaders } from '@hallpass/wire';
import type { ServerState } from '../server-state.ts';
import type { AuthenticatedCaller } from './caller.ts';
import type { KeyHolder } from './key-holders.ts';
import { keyHolder } from './key-holders.ts';

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
  readonly bodySha256?: string | undefined;
}

/** Regions have this form; which of them a service is in is its own affair. */
const regionPattern = /^[a-z]{2}(?:-[a-z]+)+-\d{1,2}$/;

/** Global services sign with the region of their partition's one endpoint. */
const globalRegions: readonly string[] = ['us-east-1', 'cn-north-1', 'us-gov-west-1'];
const globalServices: readonly string[] = ['iam', 'organizations'];

const isGlobalRegion = (region: string): boolean => globalRegions.includes(region);
const isRegion = (region: string): boolean => regionPattern.test(region);

/** S3, the XML services and the JSON services each word a refused signature in their own way. */
export function authErrorFamily(protocol: Protocol): AuthErrorFamily {
  const families = { restXml: 's3', awsQuery: 'query', restJson: 'restJson' } as const;
  return protocol === 'awsJson1_1' ? 'json' : families[protocol];
}

/**
 * Throws the service's own error unless the request is signed by someone known, unchanged and in
 * time.
 */
export function authenticate(
  tx: ReadTransaction,
  server: ServerState,
  options: AuthenticateOptions,
): Eventually<Authentication> {
  const { request, signed, service } = options;
  const frame = {
    nowMs: server.clock.realNowMs(),
    expectedService: service.signingName,
    expectedRegion: globalServices.includes(service.name) ? isGlobalRegion : isRegion,
  };
  // AWS reports a skewed clock or a wrong scope first, even for an unknown key.
  const fault = checkSignedRequest(request, signed, frame);
  if (fault !== undefined) throw authError(fault, authErrorFamily(service.protocol));
  return whenReady(keyHolder(tx, server, options), (holder) =>
    verify(server, options, { frame, holder }),
  );
}

function verify(
  server: ServerState,
  { request, signed, service, bodySha256 }: AuthenticateOptions,
  { frame, holder }: { readonly frame: ScopeAndAgeOptions; readonly holder: KeyHolder },
): Authentication {
  const verified = checkSignature(request, signed, {
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
