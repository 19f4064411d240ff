/**
 * The query of a presigned URL: X-Amz-Algorithm, -Credential, -Date, -Expires, -SignedHeaders,
 * -Signature and, for temporary credentials, -Security-Token.
 * Page: S3 API "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
 *
 * X-Amz-Expires is S3's: other services work without it, so that its absence is judged when the
 * service is known (`verify-signature.ts`).
 */
import type { HttpRequest } from '../types.ts';
import { parseAmzDate } from './amz-date.ts';
import { parseCredential, parseSignedHeaders } from './parse-credential.ts';
import type { ParsedSignature, SignatureParseFailure } from './parsed-signature.ts';
import { sigV4Algorithm } from './parsed-signature.ts';
import { decodeQueryText } from './percent-encoding.ts';
import { splitQuery } from './query-parameters.ts';

/** S3's upper limit: seven days. */
export const expiresSecondsMax = 604_800;

function fail(error: SignatureParseFailure): { kind: 'error'; error: SignatureParseFailure } {
  return { kind: 'error', error };
}

/** AWS's own order, which its texts follow. */
const requiredParameters = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'X-Amz-Date',
] as const;

type Parameters = Partial<
  Record<
    | (typeof requiredParameters)[number]
    | 'X-Amz-Expires'
    | 'X-Amz-Security-Token'
    | 'X-Amz-Content-Sha256',
    string
  >
>;

const readNames: ReadonlySet<string> = new Set([
  ...requiredParameters,
  'X-Amz-Expires',
  'X-Amz-Security-Token',
  'X-Amz-Content-Sha256',
]);

/** Any of these makes the request one that claims a signature in its query. */
const claimingNames: ReadonlySet<string> = new Set([
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
]);

interface AuthParameters {
  readonly parameters: Parameters;
  /** Whether the query claims a SigV4 signature, or one of the retired version 2. */
  readonly claim: 'none' | 'version4' | 'version2';
}

function readAuthParameters(rawQuery: string): AuthParameters {
  const parameters: Record<string, string> = {};
  let claimsVersion4 = false;
  let version2Names = 0;
  for (const { name, value } of splitQuery(rawQuery)) {
    if (readNames.has(name)) {
      // INVARIANT: the first of repeated names counts; all of them are part of what was signed.
      parameters[name] ??= decodeQueryText(value);
      claimsVersion4 ||= claimingNames.has(name);
    } else if (name === 'AWSAccessKeyId' || name === 'Signature') {
      version2Names += 1;
    }
  }
  const claim = claimsVersion4 ? 'version4' : version2Names >= 2 ? 'version2' : 'none';
  return { parameters, claim };
}

function isDigits(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x30 || code > 0x39) {
      return false;
    }
  }
  return text !== '';
}

function readExpires(text: string | undefined): number | SignatureParseFailure | undefined {
  if (text === undefined) {
    return undefined;
  }
  const negative = text.startsWith('-');
  if (!isDigits(negative ? text.slice(1) : text) || text.length > 20) {
    return { kind: 'malformedExpires', fault: 'notNumber' };
  }
  const seconds = Number(text);
  if (negative && seconds !== 0) {
    return { kind: 'malformedExpires', fault: 'negative' };
  }
  return seconds > expiresSecondsMax
    ? { kind: 'malformedExpires', fault: 'tooLarge' }
    : Math.abs(seconds);
}

/** Undefined when the query claims no signature. */
export function parseQuerySignature(request: HttpRequest): ParsedSignature | undefined {
  const { parameters, claim } = readAuthParameters(request.rawQuery);
  if (claim === 'none') {
    return undefined;
  }
  if (claim === 'version2') {
    return fail({ kind: 'unsupportedAuthorization', authorization: 'AWS' });
  }
  const missing = requiredParameters.filter((name) => !parameters[name]);
  if (missing.length > 0) {
    return fail({ kind: 'missingQueryParameters', missing });
  }
  return readComplete(request, parameters as Required<Parameters>);
}

/** `parameters` holds every required name; the optional ones may still be undefined. */
function readComplete(request: HttpRequest, parameters: Required<Parameters>): ParsedSignature {
  const algorithm = parameters['X-Amz-Algorithm'];
  if (algorithm !== sigV4Algorithm) {
    return fail({ kind: 'unsupportedAlgorithm', form: 'query', algorithm });
  }
  const read = parseCredential(parameters['X-Amz-Credential'], 'query');
  if (!read.ok) {
    return fail(read.error);
  }
  const timestamp = parameters['X-Amz-Date'];
  const timestampMs = parseAmzDate(timestamp);
  if (timestampMs === undefined) {
    return fail({ kind: 'malformedDate', form: 'query', date: timestamp });
  }
  if (!timestamp.startsWith(read.credential.date)) {
    const scopeDate = read.credential.date;
    return fail({ kind: 'dateMismatch', form: 'query', scopeDate, timestamp });
  }
  const expiresSeconds = readExpires(parameters['X-Amz-Expires']);
  if (typeof expiresSeconds === 'object') {
    return fail(expiresSeconds);
  }
  const covered = parseSignedHeaders(parameters['X-Amz-SignedHeaders']);
  if (covered.signedHeaders.length === 0) {
    return fail({ kind: 'tooManySignedHeaders', form: 'query' });
  }
  const { headers } = request;
  const sessionToken = parameters['X-Amz-Security-Token'] ?? headers['x-amz-security-token'];
  const payloadHash = headers['x-amz-content-sha256'] ?? parameters['X-Amz-Content-Sha256'];
  return {
    kind: 'signed',
    form: 'query',
    algorithm: sigV4Algorithm,
    ...read.credential,
    ...covered,
    signature: parameters['X-Amz-Signature'],
    timestamp,
    timestampMs,
    sessionToken,
    expiresSeconds,
    payloadHash,
  };
}
