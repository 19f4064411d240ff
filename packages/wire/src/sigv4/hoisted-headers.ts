/**
 * Headers that travel in the query of a presigned URL: signers move `x-amz-acl`, `x-amz-meta-…` and
 * their like there, and S3 takes them for the headers they were.
 * Page: S3 API "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)".
 *
 * Only what the signature covers may be read so: use it after `verifySignature` said yes.
 */
import type { HttpRequest } from '../types.ts';
import type { SignedRequest } from './parsed-signature.ts';
import { decodeQueryText } from './percent-encoding.ts';
import { splitQuery } from './query-parameters.ts';

/** Parameters of the signature itself, which never were headers of the operation. */
const signatureNames: ReadonlySet<string> = new Set([
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-security-token',
  'x-amz-signature',
  'x-amz-signedheaders',
]);

/** What promises something of a body that the signer, who made a URL, had not seen. */
function isAboutBody(name: string): boolean {
  return (
    name === 'x-amz-content-sha256' ||
    name === 'x-amz-sdk-checksum-algorithm' ||
    name.startsWith('x-amz-checksum-')
  );
}

/** The same request with the headers from its query; a header really sent wins. */
export function withHoistedHeaders(request: HttpRequest, signed: SignedRequest): HttpRequest {
  if (signed.form !== 'query') {
    return request;
  }
  const hoisted: Record<string, string> = {};
  let found = false;
  for (const { name, value } of splitQuery(request.rawQuery)) {
    const header = decodeQueryText(name).toLowerCase();
    const counts = header.startsWith('x-amz-') && !signatureNames.has(header);
    if (counts && !isAboutBody(header) && request.headers[header] === undefined) {
      hoisted[header] ??= latin1Of(decodeQueryText(value));
      found = true;
    }
  }
  return found ? { ...request, headers: { ...request.headers, ...hoisted } } : request;
}

/** Header values are bytes shown as Latin-1, so that text is shown by its UTF-8 bytes. */
function latin1Of(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}
