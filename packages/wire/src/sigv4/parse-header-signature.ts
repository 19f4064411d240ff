/**
 * `Authorization: AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…`.
 * Page: S3 API "Authenticating Requests: Using the Authorization Header".
 */
import type { HttpRequest } from '../types.ts';
import { formatAmzDate, parseAmzDate, parseDateHeader } from './amz-date.ts';
import type { Credential, SignedHeaders } from './parse-credential.ts';
import { parseCredential, parseSignedHeaders } from './parse-credential.ts';
import type { ParsedSignature, SignatureParseFailure } from './parsed-signature.ts';
import { sigV4Algorithm } from './parsed-signature.ts';
import { remembered } from './remembered.ts';

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

interface Opening {
  readonly credential: Credential;
  readonly covered: SignedHeaders;
}

const signatureMark = 'Signature=';

/**
 * What stands before the signature, where that comes last: a client sends the same for a whole day.
 * Null where anything about it is unusual, which the long way tells.
 */
const readOpening = remembered((opening): Opening | null => {
  if (checkScheme(opening) !== undefined) return null;
  const components = readComponents(`${opening.slice(sigV4Algorithm.length)}${signatureMark}x`);
  if (typeof components === 'string') return null;
  const { Credential: credentialText, SignedHeaders: headersText, Signature } = components;
  if (!credentialText || !headersText || Signature !== 'x') return null;
  const read = parseCredential(credentialText, 'header');
  const covered = parseSignedHeaders(headersText);
  if (!read.ok || covered.signedHeaders.length === 0) return null;
  return { credential: read.credential, covered };
});

export function parseHeaderSignature(request: HttpRequest, authorization: string): ParsedSignature {
  const mark = authorization.lastIndexOf(signatureMark);
  const opening = mark < 0 ? null : readOpening(authorization.slice(0, mark));
  const time = readTimestamp(request);
  if (opening === null || time === undefined || 'kind' in time) {
    return parseAnyHeader(request, authorization, time);
  }
  const signature = authorization.slice(mark + signatureMark.length).trimEnd();
  if (signature === '' || signature.includes(',')) {
    return parseAnyHeader(request, authorization, time);
  }
  return assemble(request, { ...opening, time, signature });
}

/** The long way, which finds the words for whatever is wrong. */
function parseAnyHeader(
  request: HttpRequest,
  authorization: string,
  time: Timestamp | SignatureParseFailure | undefined,
): ParsedSignature {
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
  const { credential } = read;
  const covered = parseSignedHeaders(components.SignedHeaders);
  return assemble(request, { credential, covered, time, signature });
}

interface Parts extends Opening {
  readonly time: Timestamp;
  readonly signature: string;
}

function assemble(
  { headers }: HttpRequest,
  { credential, covered, time, signature }: Parts,
): ParsedSignature {
  const { accessKeyId, date, region, service, scope } = credential;
  const { timestamp, timestampMs } = time;
  if (!timestamp.startsWith(date)) {
    return fail({ kind: 'dateMismatch', form: 'header', scopeDate: date, timestamp });
  }
  const { signedHeaders, signedHeadersText } = covered;
  if (signedHeaders.length === 0) {
    return fail({ kind: 'tooManySignedHeaders', form: 'header' });
  }
  return {
    kind: 'signed',
    form: 'header',
    algorithm: sigV4Algorithm,
    accessKeyId,
    date,
    region,
    service,
    scope,
    signedHeaders,
    signedHeadersText,
    signature,
    timestamp,
    timestampMs,
    sessionToken: headers['x-amz-security-token'],
    payloadHash: headers['x-amz-content-sha256'],
  };
}
