/**
 * JSON in, JSON out, for the console's own endpoints. Requests that change something must be JSON
 * and come from our own pages: no form of another site can send that, and no script of one may.
 * Page: OWASP "Cross-Site Request Forgery Prevention Cheat Sheet".
 */
import { timingSafeEqual } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { AwsError, readBody } from '@hallpass/wire';
import { plainHeaders } from './security-headers.ts';

const bodyBytesMax = 64 * 1024;

/** What the page is told when something is refused; `message` is for the person. */
export class ConsoleError extends Error {
  override readonly name = 'ConsoleError';
  readonly status: number;
  readonly code: string;
  readonly detail: Readonly<Record<string, unknown>>;

  constructor(
    failure: { readonly status: number; readonly code: string; readonly message: string },
    detail: Readonly<Record<string, unknown>> = {},
  ) {
    super(failure.message);
    this.status = failure.status;
    this.code = failure.code;
    this.detail = detail;
  }
}

export function invalidRequest(message: string): ConsoleError {
  return new ConsoleError({ status: 400, code: 'InvalidRequest', message });
}

export function jsonResponse(
  status: number,
  value: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return {
    status,
    headers: {
      ...plainHeaders,
      'Content-Type': 'application/json',
      'Cache-Control': 'no-store',
      ...headers,
    },
    body: `${JSON.stringify(value)}\n`,
  };
}

export function errorResponse(request: HttpRequest, error: ConsoleError | AwsError): HttpResponse {
  const { code, message, status } = error;
  const detail = error instanceof ConsoleError ? error.detail : {};
  return jsonResponse(status, {
    error: { code, message, requestId: request.requestId, ...detail },
  });
}

/** Whether the request comes from a page of this very host. Clients that are no browsers pass. */
export function isFromOwnPage(request: HttpRequest): boolean {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  if (origin === undefined) return true;
  return origin === `http://${host}` || origin === `https://${host}`;
}

/** Behind a proxy that speaks TLS only the browser knows; it says so in `Origin`. */
export function isSecure(request: HttpRequest): boolean {
  return request.secureTransport || (request.headers['origin'] ?? '').startsWith('https://');
}

/** Compares secrets in a time that tells nothing of them. */
export function sameText(one: string, other: string): boolean {
  const bytes = [Buffer.from(one), Buffer.from(other)] as const;
  return bytes[0].length === bytes[1].length && timingSafeEqual(...bytes);
}

/** The members of a JSON object that are texts; others are refused. */
export async function readTexts(
  request: HttpRequest,
): Promise<Readonly<Record<string, string | undefined>>> {
  const values = await readObject(request);
  for (const [name, value] of Object.entries(values)) {
    if (typeof value !== 'string') throw invalidRequest(`${name.slice(0, 50)} must be a text`);
  }
  return values as Readonly<Record<string, string>>;
}

export async function readObject(request: HttpRequest): Promise<Readonly<Record<string, unknown>>> {
  const type = request.headers['content-type'] ?? '';
  if (!/^application\/json(;|$)/i.test(type)) throw invalidRequest('send application/json');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(await readBody(request, bodyBytesMax)));
  } catch (error) {
    if (error instanceof AwsError) throw error;
    throw invalidRequest('the body is not JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalidRequest('the body must be a JSON object');
  }
  return value as Readonly<Record<string, unknown>>;
}
