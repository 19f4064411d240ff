/** Requests signed once, before the clock runs: the load generator only sends bytes. */
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

export interface PlainRequest {
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST';
  readonly path: string;
  readonly query?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly body?: string;
}

export interface SignedRequest {
  readonly method: PlainRequest['method'];
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body?: string;
}

export async function sign(
  url: string,
  credentials: Credentials,
  request: PlainRequest & { readonly service: string },
): Promise<SignedRequest> {
  const { host, hostname, port } = new URL(url);
  const isS3 = request.service === 's3';
  const signer = new SignatureV4({
    credentials,
    region: 'us-east-1',
    service: request.service,
    sha256: Sha256,
    uriEscapePath: !isS3,
    applyChecksum: true,
  });
  const signed = await signer.sign({
    method: request.method,
    protocol: 'http:',
    hostname,
    port: Number(port),
    path: request.path,
    query: request.query ?? {},
    headers: { host, ...request.headers },
    ...(request.body === undefined ? {} : { body: request.body }),
  });
  const query = new URLSearchParams(request.query ?? {}).toString();
  return {
    method: request.method,
    path: query === '' ? request.path : `${request.path}?${query}`,
    headers: signed.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
  };
}
