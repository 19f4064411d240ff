/** Requests as the server sees them, for the tests of signatures and payloads. */
import type { HttpRequest } from '../src/types.ts';

export interface RequestParts {
  readonly method?: string;
  /** Raw path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: readonly Uint8Array[];
}

async function* chunksOf(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}

export function requestOf(parts: RequestParts): HttpRequest {
  const mark = parts.target.indexOf('?');
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(parts.headers)) {
    headers[name.toLowerCase()] = value;
  }
  return {
    method: parts.method ?? 'GET',
    path: mark < 0 ? parts.target : parts.target.slice(0, mark),
    rawQuery: mark < 0 ? '' : parts.target.slice(mark + 1),
    headers,
    rawHeaders: Object.entries(parts.headers).flat(),
    body: chunksOf(parts.body ?? []),
    sourceIp: '127.0.0.1',
    secureTransport: false,
    requestId: 'test',
  };
}

export async function readAll(body: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
