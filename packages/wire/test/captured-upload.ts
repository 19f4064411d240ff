/** Requests that the real S3 client sends, caught at its request handler with their bytes. */
import type { PutObjectCommandInput, S3ClientConfig } from '@aws-sdk/client-s3';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { HttpRequest as SdkRequest } from '@smithy/types';
import { Readable } from 'node:stream';
import { awsEncode, testCredentials } from './sdk-signer.ts';

export interface CapturedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

async function bytesOf(body: unknown): Promise<Buffer> {
  if (body === undefined) {
    return Buffer.alloc(0);
  }
  if (typeof body === 'string' || body instanceof Uint8Array) {
    return Buffer.from(body as Uint8Array);
  }
  const chunks: Buffer[] = [];
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    chunks.push(Buffer.from(chunk));
  }
  return Buffer.concat(chunks);
}

function targetOf(request: SdkRequest): string {
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(request.query ?? {})) {
    for (const one of Array.isArray(value) ? value : [value ?? '']) {
      pairs.push(`${awsEncode(name)}=${awsEncode(one)}`);
    }
  }
  return pairs.length === 0 ? request.path : `${request.path}?${pairs.join('&')}`;
}

/** What PutObject puts on the wire for `input`. */
export async function captureUpload(
  input: PutObjectCommandInput,
  config: S3ClientConfig = {},
): Promise<CapturedRequest> {
  let captured: CapturedRequest | undefined;
  const client = new S3Client({
    region: 'us-east-1',
    credentials: testCredentials,
    endpoint: 'https://s3.example.com',
    forcePathStyle: true,
    maxAttempts: 1,
    ...config,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      destroy() {},
      async handle(request: SdkRequest) {
        const { method, headers } = request;
        captured = {
          method,
          headers,
          target: targetOf(request),
          body: await bytesOf(request.body),
        };
        const body = Readable.from([]);
        return { response: { statusCode: 200, headers: {}, body } };
      },
    },
  });
  await client.send(new PutObjectCommand(input));
  if (captured === undefined) {
    throw new Error('nothing was sent');
  }
  return captured;
}
