/**
 * Checks a parsed signature against the request, the clock, the expected scope and the key. Pages:
 * S3 API "Authenticating Requests (AWS Signature Version 4)" (15 minutes of skew, presigned URLs up
 * to seven days, unsigned x-amz headers refused); IAM UG "Troubleshoot Signature Version 4".
 *
 * Total: every outcome is a value. It reads no body; callers hash the bodies of services other
 * than S3, and S3's payload is checked while it streams (`payload/`).
 */
import type { HttpRequest } from '../types.ts';
import { canonicalRequest, stringToSign } from './canonical-request.ts';
import { equalSignatures } from './equal-signatures.ts';
import type { SignatureVerifyFailure, SignedRequest } from './parsed-signature.ts';
import { isPayloadHash } from './payload-hash.ts';
import type { SigningKey, SigningKeyCache } from './signing-key.ts';
import { deriveSigningKey } from './signing-key.ts';

/** SHA-256 of nothing. */
export const emptySha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

const minuteMs = 60_000;

export interface ScopeAndAgeOptions {
  readonly nowMs: number;
  /** Signing name of the service that answers; `s3` switches S3's rules on. */
  readonly expectedService: string;
  /** The regions this endpoint takes: one name, any (absent), or a test of the name. */
  readonly expectedRegion?: string | ((region: string) => boolean);
  /** Age allowed. Default 15 minutes. */
  readonly maxSkewMs?: number;
  /** How far ahead a timestamp may be. Default: 15 minutes for S3, 5 for the others. */
  readonly maxFutureSkewMs?: number;
}

export interface VerifyOptions extends ScopeAndAgeOptions {
  readonly secretAccessKey: string;
  readonly signingKeys?: SigningKeyCache;
  /** Hash of the body in hex, for services other than S3. Default: of an empty body. */
  readonly bodySha256?: string;
}

export type VerifyResult =
  | {
      readonly ok: true;
      /** Where the chain of chunk signatures begins. */
      readonly seedSignature: string;
      readonly signingKey: SigningKey;
    }
  | ({ readonly ok: false } & SignatureVerifyFailure);

function checkScope(
  signed: SignedRequest,
  options: ScopeAndAgeOptions,
): SignatureVerifyFailure | undefined {
  const { form, region, service } = signed;
  const { expectedRegion, expectedService } = options;
  if (service !== expectedService) {
    return { kind: 'wrongService', form, service, expected: expectedService };
  }
  if (typeof expectedRegion === 'string' && region !== expectedRegion) {
    return { kind: 'wrongRegion', form, region, expected: expectedRegion };
  }
  if (typeof expectedRegion === 'function' && !expectedRegion(region)) {
    return { kind: 'wrongRegion', form, region, expected: '' };
  }
  return undefined;
}

function checkAge(
  signed: SignedRequest,
  options: ScopeAndAgeOptions,
): SignatureVerifyFailure | undefined {
  const isS3 = options.expectedService === 's3';
  const { timestamp, timestampMs } = signed;
  const { nowMs } = options;
  const futureMaxMs = options.maxFutureSkewMs ?? (isS3 ? 15 : 5) * minuteMs;
  const isAhead = timestampMs - nowMs > futureMaxMs;
  // Only S3 heeds X-Amz-Expires; a presigned call of STS lives as long as the skew allows.
  if (isS3 && signed.form === 'query') {
    const expiresSeconds = signed.expiresSeconds ?? 0;
    const expiresAtMs = timestampMs + expiresSeconds * 1000;
    if (isAhead) {
      return { kind: 'notYetValid', timestampMs, nowMs };
    }
    return nowMs > expiresAtMs
      ? { kind: 'expiredPresign', expiresSeconds, expiresAtMs, nowMs }
      : undefined;
  }
  const pastMaxMs = options.maxSkewMs ?? 15 * minuteMs;
  if (isAhead || nowMs - timestampMs > pastMaxMs) {
    const maxSkewMs = isAhead ? futureMaxMs : pastMaxMs;
    return { kind: 'skewed', timestamp, timestampMs, nowMs, maxSkewMs };
  }
  return undefined;
}

/**
 * Host and every x-amz header must be covered, or whoever holds a presigned URL could add, say,
 * x-amz-acl or x-amz-copy-source in the signer's name.
 */
function checkCoverage(
  request: HttpRequest,
  signed: SignedRequest,
): SignatureVerifyFailure | undefined {
  const { signedHeaders } = signed;
  if (!signedHeaders.includes('host')) {
    return { kind: 'hostNotSigned' };
  }
  let unsigned: string[] | undefined;
  for (const name in request.headers) {
    if (name.startsWith('x-amz-') && !signedHeaders.includes(name)) {
      unsigned ??= [];
      unsigned.push(name);
    }
  }
  return unsigned === undefined ? undefined : { kind: 'unsignedHeaders', headers: unsigned };
}

/** What S3 puts on the last line of the canonical request, or why it cannot. */
function s3PayloadHash(signed: SignedRequest): string | SignatureVerifyFailure {
  const { payloadHash } = signed;
  if (payloadHash === undefined) {
    return signed.form === 'query' ? 'UNSIGNED-PAYLOAD' : { kind: 'missingPayloadHash' };
  }
  return isPayloadHash(payloadHash)
    ? payloadHash
    : { kind: 'malformedPayloadHash', value: payloadHash };
}

/**
 * Everything that can be judged without the key: scope, age, coverage. AWS judges it before it
 * looks the access key up, so that a skewed clock is reported even with an unknown key.
 */
export function checkSignedRequest(
  request: HttpRequest,
  signed: SignedRequest,
  options: ScopeAndAgeOptions,
): SignatureVerifyFailure | undefined {
  const missingExpires =
    options.expectedService === 's3' &&
    signed.form === 'query' &&
    signed.expiresSeconds === undefined;
  if (missingExpires) {
    return { kind: 'missingQueryParameters', missing: ['X-Amz-Expires'] };
  }
  return checkScope(signed, options) ?? checkAge(signed, options) ?? checkCoverage(request, signed);
}

export function verifySignature(
  request: HttpRequest,
  signed: SignedRequest,
  options: VerifyOptions,
): VerifyResult {
  const fault = checkSignedRequest(request, signed, options);
  return fault === undefined ? checkSignature(request, signed, options) : { ok: false, ...fault };
}

/** The signature alone: `checkSignedRequest` found no fault before. */
export function checkSignature(
  request: HttpRequest,
  signed: SignedRequest,
  options: VerifyOptions,
): VerifyResult {
  const isS3 = options.expectedService === 's3';
  const payloadHash = isS3 ? s3PayloadHash(signed) : (options.bodySha256 ?? emptySha256);
  if (typeof payloadHash === 'object') {
    return { ok: false, ...payloadHash };
  }
  const canonical = canonicalRequest(request, signed, { isS3, payloadHash });
  const toSign = stringToSign(signed, canonical);
  const signingKey = signingKeyFor(signed, options);
  const computed = signingKey.sign(toSign);
  if (equalSignatures(computed, signed.signature)) {
    return { ok: true, seedSignature: signed.signature, signingKey };
  }
  return {
    ok: false,
    kind: 'badSignature',
    accessKeyId: signed.accessKeyId,
    stringToSign: toSign,
    canonicalRequest: canonical,
    signatureProvided: signed.signature,
  };
}

function signingKeyFor(signed: SignedRequest, options: VerifyOptions): SigningKey {
  const { accessKeyId, date, region, service } = signed;
  const { secretAccessKey, signingKeys } = options;
  return signingKeys === undefined
    ? deriveSigningKey(secretAccessKey, signed)
    : signingKeys.get({ accessKeyId, secretAccessKey, date, region, service });
}
