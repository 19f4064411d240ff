/**
 * The answer to a request whose signature is like the documented example of S3, but for one thing.
 * Page: S3 API "Signature Calculations … Transferring Payload in a Single Chunk", Examples.
 */
import type { AuthErrorFamily, AuthErrorText } from '../src/sigv4/describe-auth-failure.ts';
import { describeAuthFailure } from '../src/sigv4/describe-auth-failure.ts';
import { parseSignature } from '../src/sigv4/parse-signature.ts';
import type { VerifyOptions } from '../src/sigv4/verify-signature.ts';
import { emptySha256, verifySignature } from '../src/sigv4/verify-signature.ts';
import type { HttpRequest } from '../src/types.ts';
import { requestOf } from './signed-request.ts';

export const scope: string = '20130524/us-east-1/s3/aws4_request';
export const credential: string = `AKIAIOSFODNN7EXAMPLE/${scope}`;
export const signature: string = 'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41';
export const nowMs: number = Date.UTC(2013, 4, 24);

export interface Variant {
  readonly authorization?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly without?: string;
  readonly target?: string;
  readonly options?: Partial<VerifyOptions>;
}

function requestFor({ authorization, headers, without, target }: Variant): HttpRequest {
  const all: Record<string, string> = {
    host: 'examplebucket.s3.amazonaws.com',
    range: 'bytes=0-9',
    'x-amz-content-sha256': emptySha256,
    'x-amz-date': '20130524T000000Z',
    authorization:
      authorization ??
      `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=host;range;x-amz-content-sha256;x-amz-date,Signature=${signature}`,
    ...headers,
  };
  delete all[without ?? ''];
  return requestOf({ target: target ?? '/test.txt', headers: all });
}

export function answer(variant: Variant, family: AuthErrorFamily = 's3'): AuthErrorText | string {
  const request = requestFor(variant);
  const parsed = parseSignature(request);
  if (parsed.kind === 'none') {
    return 'none';
  }
  if (parsed.kind === 'error') {
    return describeAuthFailure(parsed.error, family);
  }
  const result = verifySignature(request, parsed, {
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    nowMs,
    expectedService: 's3',
    expectedRegion: 'us-east-1',
    ...variant.options,
  });
  return result.ok ? 'ok' : describeAuthFailure(result, family);
}

function presignedTarget(changes: Readonly<Record<string, string | undefined>>): string {
  const parameters: Record<string, string | undefined> = {
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': credential.replaceAll('/', '%2F'),
    'X-Amz-Date': '20130524T000000Z',
    'X-Amz-Expires': '86400',
    'X-Amz-SignedHeaders': 'host',
    'X-Amz-Signature': 'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    ...changes,
  };
  const pairs = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `/test.txt?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

export function presignedAnswer(
  changes: Readonly<Record<string, string | undefined>>,
  more: {
    readonly headers?: Record<string, string>;
    readonly options?: Partial<VerifyOptions>;
  } = {},
): AuthErrorText | string {
  const headers = { host: 'examplebucket.s3.amazonaws.com', ...more.headers };
  const request = requestOf({ target: presignedTarget(changes), headers });
  const parsed = parseSignature(request);
  if (parsed.kind !== 'signed') {
    return parsed.kind === 'none' ? 'none' : describeAuthFailure(parsed.error, 's3');
  }
  const result = verifySignature(request, parsed, {
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    nowMs,
    expectedService: 's3',
    ...more.options,
  });
  return result.ok ? 'ok' : describeAuthFailure(result, 's3');
}

export function withCredential(text: string): Variant {
  return {
    authorization: `AWS4-HMAC-SHA256 Credential=${text},SignedHeaders=host,Signature=${signature}`,
  };
}
