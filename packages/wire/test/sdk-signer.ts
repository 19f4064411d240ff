/** AWS's own signer, `@smithy/signature-v4`, and what it signed as the server would receive it. */
import type { Hash, Hmac } from 'node:crypto';
import { createHash, createHmac } from 'node:crypto';
import { SignatureV4 } from '@smithy/signature-v4';
import type { HttpRequest as SdkRequest, QueryParameterBag } from '@smithy/types';
import type { HttpRequest } from '../src/types.ts';
import { requestOf } from './signed-request.ts';

/** Node's SHA-256 in the shape the signer asks for, keyed or not. */
export class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(key?: string | ArrayBuffer | ArrayBufferView) {
    if (key === undefined) {
      this.#hash = createHash('sha256');
    } else {
      const bytes = typeof key === 'string' ? Buffer.from(key) : bytesOf(key);
      this.#hash = createHmac('sha256', bytes);
    }
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(typeof data === 'string' ? Buffer.from(data) : bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
  reset(): void {
    throw new Error('not used by the signer');
  }
}

function bytesOf(data: ArrayBuffer | ArrayBufferView): Uint8Array {
  return ArrayBuffer.isView(data)
    ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
    : new Uint8Array(data);
}

export const testCredentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
};

export interface SdkRequestParts {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface SignerOptions {
  readonly service: string;
  readonly region: string;
  readonly signingDate: Date;
  readonly sessionToken?: string;
}

function signerFor(options: SignerOptions): SignatureV4 {
  const { service, region, sessionToken } = options;
  return new SignatureV4({
    service,
    region,
    sha256: Sha256,
    uriEscapePath: service !== 's3',
    applyChecksum: service === 's3',
    credentials:
      sessionToken === undefined ? testCredentials : { ...testCredentials, sessionToken },
  });
}

function sdkRequestOf(parts: SdkRequestParts): SdkRequest {
  const query: QueryParameterBag = { ...parts.query };
  const headers = { ...parts.headers };
  const { method, path, body } = parts;
  return { protocol: 'https:', hostname: 'example.com', method, path, query, headers, body };
}

/** Everything but the unreserved characters, byte by byte. */
export function awsEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function queryText(query: QueryParameterBag | undefined): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      pairs.push(`${awsEncode(name)}=${awsEncode(one)}`);
    }
  }
  return pairs.join('&');
}

/** The bytes on the wire, one character each, with blanks at the ends gone as node leaves them. */
function onTheWire(value: string): string {
  return Buffer.from(value, 'utf8')
    .toString('latin1')
    .replace(/^[ \t]+|[ \t]+$/g, '');
}

function received(sdkRequest: SdkRequest): HttpRequest {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(sdkRequest.headers)) {
    headers[name] = onTheWire(value);
  }
  const query = queryText(sdkRequest.query);
  const target = query === '' ? sdkRequest.path : `${sdkRequest.path}?${query}`;
  return requestOf({ method: sdkRequest.method, target, headers });
}

export async function signedByHeader(
  parts: SdkRequestParts,
  options: SignerOptions,
): Promise<HttpRequest> {
  const { signingDate } = options;
  return received(await signerFor(options).sign(sdkRequestOf(parts), { signingDate }));
}

export async function presigned(
  parts: SdkRequestParts,
  options: SignerOptions & { readonly expiresIn: number },
): Promise<HttpRequest> {
  const { signingDate, expiresIn } = options;
  const request = sdkRequestOf(parts);
  return received(await signerFor(options).presign(request, { signingDate, expiresIn }));
}
