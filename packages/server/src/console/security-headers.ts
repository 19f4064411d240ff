/**
 * What a browser may do with our pages, and with what users have stored. Objects are served from
 * the same origin as the console: a page among them must neither run as the console nor reach it.
 * Pages: MDN "Content-Security-Policy", "Sec-Fetch-Dest"; CSP Level 3.
 */
import { randomBytes } from 'node:crypto';
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { bucketOfHost } from '@hallpass/wire';

export function newNonce(): string {
  return randomBytes(16).toString('base64');
}

/**
 * Scripts run only when the page itself named them (nonce) or one of those loaded them: not even a
 * script among the objects of the same origin. Styles that scripts add carry the same nonce.
 */
export function pageHeaders(nonce: string): Record<string, string> {
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    'Content-Security-Policy': policy.join('; '),
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    ...plainHeaders,
  };
}

/** For everything below `/_console/`. */
export const plainHeaders: Readonly<Record<string, string>> = {
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
};

const documentKinds: readonly (string | undefined)[] = [
  'document',
  'embed',
  'fencedframe',
  'frame',
  'iframe',
  'object',
];

/**
 * An answer of S3 that a browser is about to show as a page gets an origin of its own, so that its
 * scripts cannot act as the console. Other clients do not send `Sec-Fetch-Dest`, and a bucket that
 * is named by the host has an origin of its own anyway.
 *
 * DEVIATION: AWS serves its console and its objects from different domains; here, an object opened
 * as a page from the console's own host is sandboxed (no cookies, no storage).
 */
export function shownApart(request: HttpRequest, response: HttpResponse): HttpResponse {
  const { headers } = request;
  if (!documentKinds.includes(headers['sec-fetch-dest'])) return response;
  if (bucketOfHost(headers['host'] ?? '') !== undefined) return response;
  const policy = 'sandbox allow-downloads allow-forms allow-modals allow-popups allow-scripts';
  return { ...response, headers: { ...response.headers, 'Content-Security-Policy': policy } };
}
