/**
 * `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`.
 * Page: S3 API "Authenticating Requests: Using the Authorization Header".
 */
import type { HttpRequest } from '../types.ts';
import { formatAmzDate, parseAmzDate, parseDateHeader } from './amz-date.ts';
import { parseCredential, parseSignedHeaders } from './parse-credential.ts';
import type { ParsedSignature, SignatureParseFailure } from './parsed-signature.ts';
import { sigV4Algorithm } from './parsed-signature.ts';

function fail(error: SignatureParseFailure): { kind: 'error'; error: SignatureParseFailure } {
  return { kind: 'error', error };
}

interface Components {
  Credential?: string;
  Signature?: string;
  SignedHeaders?: string;
}

const componentNames = ['Credential', 'Signature', 'SignedHeaders'] as const;

/** Components by name, or the text of the first that is unknown, repeated or without `=`. */
function readComponents(list: string): Components | string {
  const components: Components = {};
  // One more than there can be: the surplus is unknown or repeated and stops the loop.
  for (const piece of list.split(',', componentNames.length + 1)) {
    const component = piece.trim();
    const equals = component.indexOf('=');
    const name = component.slice(0, Math.max(equals, 0));
    if (name !== 'Credential' && name !== 'Signature' && name !== 'SignedHeaders') {
      return component;
    }
    if (components[name] !== undefined) {
      return component;
    }
    components[name] = component.slice(equals + 1);
  }
  return components;
}

interface Timestamp {
  readonly timestamp: string;
  readonly timestampMs: number;
}

/** x-amz-date wins over Date; both name the instant that enters the string to sign. */
function readTimestamp(request: HttpRequest): Timestamp | SignatureParseFailure | undefined {
  const amzDate = request.headers['x-amz-date'];
  const date = amzDate ?? request.headers['date'];
  if (date === undefined) {
    return undefined;
  }
  const timestampMs = amzDate === undefined ? parseDateHeader(date) : parseAmzDate(amzDate);
  if (timestampMs === undefined) {
    return { kind: 'malformedDate', form: 'header', date };
  }
  return { timestamp: amzDate ?? formatAmzDate(timestampMs), timestampMs };
}

function checkScheme(authorization: string): SignatureParseFailure | undefined {
  const blank = authorization.indexOf(' ');
  const scheme = blank < 0 ? authorization : authorization.slice(0, blank);
  if (scheme === sigV4Algorithm) {
    return undefined;
  }
  return scheme.startsWith('AWS4-')
    ? { kind: 'unsupportedAlgorithm', form: 'header', algorithm: scheme }
    : { kind: 'unsupportedAuthorization', authorization };
}

export function parseHeaderSignature(request: HttpRequest, authorization: string): ParsedSignature {
  const schemeFault = checkScheme(authorization);
  if (schemeFault !== undefined) {
    return fail(schemeFault);
  }
  const list = authorization.slice(sigV4Algorithm.length).trim();
  const components = list === '' ? {} : readComponents(list);
  if (typeof components === 'string') {
    return fail({ kind: 'malformedComponent', component: components, authorization });
  }
  const { Credential: credentialText, Signature: signature } = components;
  const time = readTimestamp(request);
  if (!credentialText || !signature || !components.SignedHeaders) {
    const missing = componentNames.filter((name) => !components[name]);
    const dateMissing = time === undefined;
    return fail({ kind: 'missingComponents', missing, dateMissing, authorization });
  }
  const read = parseCredential(credentialText, 'header');
  if (!read.ok) {
    return fail(read.error);
  }
  if (time === undefined || 'kind' in time) {
    return fail(time ?? { kind: 'missingDate', authorization });
  }
  return assemble(request, { ...read.credential, ...time, signature }, components.SignedHeaders);
}

interface Parts extends Timestamp {
  readonly accessKeyId: string;
  readonly date: string;
  readonly region: string;
  readonly service: string;
  readonly scope: string;
  readonly signature: string;
}

function assemble(request: HttpRequest, parts: Parts, signedHeadersText: string): ParsedSignature {
  const { date: scopeDate, timestamp } = parts;
  if (!timestamp.startsWith(scopeDate)) {
    return fail({ kind: 'dateMismatch', form: 'header', scopeDate, timestamp });
  }
  const signedHeaders = parseSignedHeaders(signedHeadersText);
  if (signedHeaders.length === 0) {
    return fail({ kind: 'tooManySignedHeaders', form: 'header' });
  }
  const sessionToken = request.headers['x-amz-security-token'];
  const payloadHash = request.headers['x-amz-content-sha256'];
  return {
    kind: 'signed',
    form: 'header',
    algorithm: sigV4Algorithm,
    accessKeyId: parts.accessKeyId,
    date: scopeDate,
    region: parts.region,
    service: parts.service,
    scope: parts.scope,
    signedHeaders,
    signature: parts.signature,
    timestamp,
    timestampMs: parts.timestampMs,
    ...(sessionToken === undefined ? undefined : { sessionToken }),
    ...(payloadHash === undefined ? undefined : { payloadHash }),
  };
}
