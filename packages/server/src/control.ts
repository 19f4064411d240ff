/**
 * `/_hallpass/*`: what is not AWS. No bucket name can begin with `_`, so nothing of S3 is hidden by
 * it when addressed by path; a request that names a bucket by host is S3's, whatever its path.
 */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { readBody, bucketOfHost } from '@hallpass/wire';
import type { ServerState } from './server-state.ts';

const prefix = '/_hallpass/';
const bodyBytesMax = 1024;

function json(status: number, value: unknown): HttpResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
    body: `${JSON.stringify(value)}\n`,
  };
}

/** `undefined` when the request is not for us. */
export function controlResponse(
  state: ServerState,
  request: HttpRequest,
): Promise<HttpResponse> | HttpResponse | undefined {
  if (!request.path.startsWith(prefix)) return undefined;
  if (bucketOfHost(request.headers['host'] ?? '') !== undefined) return undefined;
  const name = request.path.slice(prefix.length);
  if (name === 'health' && (request.method === 'GET' || request.method === 'HEAD')) {
    return json(200, { status: 'ok', nowMs: state.clock.nowMs() });
  }
  if (name === 'clock' && request.method === 'POST') return moveClock(state, request);
  return json(404, { error: `nothing is served at ${prefix}${name.slice(0, 100)}` });
}

/** `{ "advanceSeconds": 3600 }`, negative to go back. Only under `--test-clock`. */
async function moveClock(state: ServerState, request: HttpRequest): Promise<HttpResponse> {
  if (!state.clock.movable) {
    return json(403, { error: 'the clock can be moved only when started with --test-clock' });
  }
  const seconds = advanceSeconds(await readBody(request, bodyBytesMax));
  if (seconds === undefined) {
    return json(400, { error: 'send {"advanceSeconds": N}, N a whole number of seconds' });
  }
  state.clock.advance(seconds * 1000);
  return json(200, { nowMs: state.clock.nowMs(), offsetMs: state.clock.offsetMs });
}

/** A hundred years either way keeps every date a date. */
const advanceSecondsMax = 100 * 365 * 86_400;

function advanceSeconds(body: Uint8Array): number | undefined {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
  const seconds = (value as { advanceSeconds?: unknown } | null)?.advanceSeconds;
  if (typeof seconds !== 'number' || !Number.isSafeInteger(seconds)) return undefined;
  return Math.abs(seconds) > advanceSecondsMax ? undefined : seconds;
}
