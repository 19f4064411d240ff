/**
 * One exchange between a real SDK client and our codecs, without a socket: what the client would
 * send becomes our `HttpRequest`, our answer becomes what the client would receive.
 */
import { Readable } from 'node:stream';
import { readBody } from '../../src/index.ts';
import type { HttpRequest, HttpResponse } from '../../src/index.ts';

/** The parts of the SDK's request that reach the wire. */
export interface SdkRequest {
  readonly method: string;
  readonly hostname: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export interface SdkResponse {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: Readable;
}

const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

function queryText(query: SdkRequest['query']): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(query ?? {})) {
    const values = Array.isArray(value) ? (value as readonly string[]) : [value as string | null];
    for (const one of values) {
      parts.push(one === null ? encode(name) : `${encode(name)}=${encode(one)}`);
    }
  }
  return parts.join('&');
}

export function receive(sent: SdkRequest): HttpRequest {
  const entries = Object.entries(sent.headers);
  const headers = Object.fromEntries(entries.map(([name, value]) => [name.toLowerCase(), value]));
  return {
    method: sent.method,
    path: sent.path,
    rawQuery: queryText(sent.query),
    rawHeaders: entries.flat(),
    headers: { host: sent.hostname, ...headers },
    body: bodyOf(sent.body),
    sourceIp: '127.0.0.1',
    secureTransport: false,
    requestId: '00000000-0000-0000-0000-000000000000',
  };
}

function bodyOf(body: unknown): AsyncIterable<Uint8Array> {
  if (body === undefined || body === null) return Readable.from([]);
  if (typeof body === 'string') return Readable.from([Buffer.from(body, 'utf8')]);
  if (body instanceof Uint8Array) return Readable.from([body]);
  return body as AsyncIterable<Uint8Array>;
}

export const bytesMax: number = 8 * 1024 * 1024;
export const wholeBody = async (request: HttpRequest): Promise<Uint8Array> =>
  readBody(request, bytesMax);

export function answerWith(response: HttpResponse): SdkResponse {
  const { body } = response;
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  return {
    statusCode: response.status,
    headers: Object.fromEntries(
      Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]),
    ),
    body:
      bytes instanceof Uint8Array || bytes === undefined
        ? Readable.from(bytes === undefined ? [] : [bytes])
        : Readable.from(bytes),
  };
}
