/** Requests of routing and codecs, which need no more than a line and perhaps a header. */
import type { HttpRequest } from '../src/index.ts';
import { requestOf } from './signed-request.ts';
import type { RequestParts } from './signed-request.ts';

export function makeRequest(parts: Partial<RequestParts>): HttpRequest {
  const headers = { host: '127.0.0.1:4566', ...parts.headers };
  return requestOf({ target: '/', ...parts, headers });
}
