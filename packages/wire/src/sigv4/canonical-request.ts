/**
 * The canonical request and the string to sign.
 * Page: IAM UG "Create a signed AWS API request", steps 1 and 3; S3's differences (path encoded
 * once and never normalised) in S3 API "Signature Calculations for the Authorization Header".
 *
 * This is the hot path of every request: no regular expression, and only what must be rebuilt is.
 */
import { hash } from 'node:crypto';
import type { HttpRequest } from '../types.ts';
import type { SignedRequest } from './parsed-signature.ts';
import { sigV4Algorithm } from './parsed-signature.ts';
import { canonicalQueryText, canonicalS3Path, canonicalServicePath } from './percent-encoding.ts';
import type { RawParameter } from './query-parameters.ts';
import { splitQuery } from './query-parameters.ts';

/** By name, then by value, both canonical and so plain ASCII: code units order as bytes do. */
function compareParameters(left: RawParameter, right: RawParameter): number {
  if (left.name !== right.name) {
    return left.name < right.name ? -1 : 1;
  }
  if (left.value === right.value) {
    return 0;
  }
  return left.value < right.value ? -1 : 1;
}

/** A query without the signature itself, which cannot be part of what it signs. */
export function canonicalQuery(rawQuery: string, omitSignature: boolean): string {
  if (rawQuery === '') {
    return '';
  }
  const parameters: RawParameter[] = [];
  for (const { name, value } of splitQuery(rawQuery)) {
    if (!omitSignature || name !== 'X-Amz-Signature') {
      parameters.push({ name: canonicalQueryText(name), value: canonicalQueryText(value) });
    }
  }
  parameters.sort(compareParameters);
  let canonical = '';
  for (const { name, value } of parameters) {
    canonical += canonical === '' ? `${name}=${value}` : `&${name}=${value}`;
  }
  return canonical;
}

function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09;
}

/** Trims, and folds each run of blanks into one. Most values need neither and come back as is. */
export function canonicalHeaderValue(value: string): string {
  let folded = false;
  let previousIsBlank = true;
  for (let index = 0; index < value.length; index += 1) {
    const code = value.charCodeAt(index);
    const blank = isBlank(code);
    if ((blank && previousIsBlank) || code === 0x09) {
      folded = true;
      break;
    }
    previousIsBlank = blank;
  }
  if (!folded && !(previousIsBlank && value !== '')) {
    return value;
  }
  return foldBlanks(value);
}

function foldBlanks(value: string): string {
  let result = '';
  let pendingBlank = false;
  for (let index = 0; index < value.length; index += 1) {
    if (isBlank(value.charCodeAt(index))) {
      pendingBlank = result !== '';
    } else {
      result += pendingBlank ? ` ${value[index]}` : value[index];
      pendingBlank = false;
    }
  }
  return result;
}

/** The values of a header that came more than once, as sent, joined as signers join them. */
function repeatedValue({ headers, rawHeaders }: HttpRequest, name: string): string {
  const values: string[] = [];
  for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.toLowerCase() === name) {
      values.push(canonicalHeaderValue(rawHeaders[index + 1] as string));
    }
  }
  const value = headers[name];
  return values.length > 1 || typeof value !== 'string'
    ? values.join(',')
    : canonicalHeaderValue(value);
}

/**
 * Node joins repeated headers with `, ` where signers join them with `,`; some it keeps as a list.
 * Only a value that could be such a join is looked up among the raw ones.
 */
function signedValue(request: HttpRequest, name: string): string {
  const value: unknown = request.headers[name];
  return typeof value === 'string' && !value.includes(', ')
    ? canonicalHeaderValue(value)
    : repeatedValue(request, name);
}

export interface CanonicalOptions {
  readonly isS3: boolean;
  /** What stands on the last line: the body's hash, or S3's word for the kind of payload. */
  readonly payloadHash: string;
}

/** A signed header that did not arrive counts as empty: then the signature will not match. */
export function canonicalRequest(
  request: HttpRequest,
  signed: SignedRequest,
  options: CanonicalOptions,
): string {
  const path = options.isS3 ? canonicalS3Path(request.path) : canonicalServicePath(request.path);
  const query = canonicalQuery(request.rawQuery, signed.form === 'query');
  let canonical = `${request.method}\n${path}\n${query}\n`;
  for (const name of signed.signedHeaders) {
    canonical += `${name}:${signedValue(request, name)}\n`;
  }
  return `${canonical}\n${signed.signedHeadersText}\n${options.payloadHash}`;
}

const scratch = Buffer.allocUnsafeSlow(4096);

/** Header values are bytes; node shows them as Latin-1, so they are hashed as Latin-1. */
function hashOf(canonical: string): string {
  if (canonical.length > scratch.length) {
    return hash('sha256', Buffer.from(canonical, 'latin1'), 'hex');
  }
  // INVARIANT: nothing runs between these lines, so the shared scratch needs no guard.
  const length = scratch.write(canonical, 'latin1');
  return hash('sha256', scratch.subarray(0, length), 'hex');
}

export function stringToSign(signed: SignedRequest, canonical: string): string {
  return `${sigV4Algorithm}\n${signed.timestamp}\n${signed.scope}\n${hashOf(canonical)}`;
}
