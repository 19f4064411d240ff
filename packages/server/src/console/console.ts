/**
 * `/_console/*`: the console's pages, its few endpoints (docs/console-api.md) and the federation
 * endpoint. No bucket name can begin with `_`; a request that names a bucket by host is S3's,
 * whatever its path.
 */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { AwsError, bucketOfHost } from '@hallpass/wire';
import type { Requests } from '../pipeline.ts';
import type { ServerState } from '../server-state.ts';
import type { ConsoleContext } from './console-context.ts';
import { ConsoleError, errorResponse } from './json-exchange.ts';
import { plainHeaders } from './security-headers.ts';
import { createSignInLimits } from './sign-in-limits.ts';
import type { StaticFiles } from './static-files.ts';
import { consolePrefix, createStaticFiles } from './static-files.ts';

export interface ConsoleOptions {
  readonly state: ServerState;
  readonly call: Requests['call'];
  /** Of the built pages. */
  readonly folder: string | undefined;
}

const apiPrefix = `${consolePrefix}api/`;

/** `undefined` at once for what is not the console's: every request of AWS's API passes here. */
export type ConsoleResponse = (
  request: HttpRequest,
) => Promise<HttpResponse> | HttpResponse | undefined;

export function createConsole({ state, call, folder }: ConsoleOptions): ConsoleResponse {
  const files = folder === undefined ? undefined : createStaticFiles(folder);
  const context: ConsoleContext = { state, call, limits: createSignInLimits() };
  return (request) => {
    const { path, headers } = request;
    const forPerson = path === '/' && isPersonAtRoot(request);
    if (!path.startsWith('/_console') && !forPerson) return undefined;
    if (bucketOfHost(headers['host'] ?? '') !== undefined) return undefined;
    if (forPerson || path === '/_console') return redirect(consolePrefix);
    if (!path.startsWith(consolePrefix)) return undefined;
    if (path.startsWith(apiPrefix)) {
      return guarded(context, request, async () => {
        // Loaded when first asked for: a start costs nothing of it.
        const { apiResponse } = await import('./api.ts');
        return apiResponse(context, request, path.slice(apiPrefix.length));
      });
    }
    if (path === `${consolePrefix}federation`) {
      return guarded(context, request, async () => {
        const { federation } = await import('./federation.ts');
        return federation(context, request);
      });
    }
    return staticResponse(files, request);
  };
}

/** Someone who typed the server's address into a browser wants the console, not a list of buckets. */
function isPersonAtRoot({ method, rawQuery, headers }: HttpRequest): boolean {
  return method === 'GET' && rawQuery === '' && headers['sec-fetch-mode'] === 'navigate';
}

function redirect(location: string): HttpResponse {
  const headers = { ...plainHeaders, Location: location, 'Cache-Control': 'no-store' };
  return { status: 302, headers };
}

function plain(status: number, text: string): HttpResponse {
  const headers = { ...plainHeaders, 'Content-Type': 'text/plain; charset=utf-8' };
  return { status, headers: { ...headers, 'Cache-Control': 'no-store' }, body: `${text}\n` };
}

function staticResponse(files: StaticFiles | undefined, request: HttpRequest): HttpResponse {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return plain(405, 'The pages of the console are only read.');
  }
  const found = files?.file(request);
  if (found !== undefined) return withoutBody(request, found);
  if (request.path.startsWith(`${consolePrefix}assets/`)) return plain(404, 'No such file.');
  const page = files?.page();
  if (page !== undefined) return withoutBody(request, page);
  return plain(503, 'The console was not built: run `npm run build:console`, then reload.');
}

function withoutBody(request: HttpRequest, response: HttpResponse): HttpResponse {
  if (request.method !== 'HEAD') return response;
  return { status: response.status, headers: response.headers };
}

async function guarded(
  { state }: ConsoleContext,
  request: HttpRequest,
  answer: () => Promise<HttpResponse>,
): Promise<HttpResponse> {
  try {
    return await answer();
  } catch (error) {
    if (error instanceof ConsoleError || error instanceof AwsError) {
      return errorResponse(request, error);
    }
    const { requestId, path } = request;
    state.log.error({ requestId, path, error }, 'a request of the console failed');
    const message = 'Something went wrong on the server. Its log has the details.';
    return errorResponse(
      request,
      new ConsoleError({ status: 500, code: 'InternalFailure', message }),
    );
  }
}
