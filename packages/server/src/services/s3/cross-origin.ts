/**
 * What browsers ask before web pages of other origins may read a bucket's answers, and what the
 * answers tell them then. A preflight needs no signature and looks at no object; a request that no
 * rule matches is served all the same, and it is the browser that keeps its answer from the page.
 * Pages: S3 UG "Using cross-origin resource sharing (CORS)", "Testing CORS"; S3 API Reference
 * "OPTIONS object"; order of checks and texts as in recorded answers.
 */
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { addressOf } from '@hallpass/wire';
import type { ReadTransaction } from '@hallpass/store';
import type { CorsRule } from '../../data/bucket-cors.ts';
import { findBucketCors } from '../../data/bucket-cors.ts';
import { findBucket } from '../../data/buckets.ts';
import type { ServerState } from '../../server-state.ts';
import type { CorsRequest } from './cors-rules.ts';
import { matchingRule } from './cors-rules.ts';
import { failS3 } from './errors.ts';

const requestedMethod = 'access-control-request-method';
const requestedHeaders = 'access-control-request-headers';
const vary = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';
const notAllowed =
  "This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.";
/** What a header may carry; other names were accepted, as on AWS, and are of no use to a browser. */
const headerText = /^[\x21-\x7e]+$/;

/** The names are bounded by the size of a request's headers. */
function namesOf(list: string | undefined): readonly string[] {
  if (list === undefined) return [];
  const names = list.split(',').map((name) => name.trim().toLowerCase());
  return names.filter((name) => name !== '');
}

/** An actual request's method counts only where it does not say itself what it is about. */
function askedBy({ method, headers }: HttpRequest, origin: string): CorsRequest {
  return {
    origin,
    method: headers[requestedMethod] ?? method,
    headers: namesOf(headers[requestedHeaders]),
  };
}

function corsHeaders(rule: CorsRule, asked: CorsRequest): Record<string, string> {
  const anyOrigin = rule.allowedOrigins.includes('*');
  const headers: Record<string, string> = {
    'Access-Control-Allow-Origin': anyOrigin ? '*' : asked.origin,
    'Access-Control-Allow-Methods': rule.allowedMethods.join(', '),
    Vary: vary,
  };
  if (!anyOrigin) headers['Access-Control-Allow-Credentials'] = 'true';
  if (asked.headers.length > 0) headers['Access-Control-Allow-Headers'] = asked.headers.join(', ');
  const exposed = rule.exposeHeaders.filter((name) => headerText.test(name));
  if (exposed.length > 0) headers['Access-Control-Expose-Headers'] = exposed.join(', ');
  if (rule.maxAgeSeconds !== undefined) {
    headers['Access-Control-Max-Age'] = String(rule.maxAgeSeconds);
  }
  return headers;
}

async function rulesOf(
  tx: ReadTransaction,
  bucketName: string,
): Promise<readonly CorsRule[] | 'no bucket' | undefined> {
  const bucket = await findBucket(tx, bucketName);
  return bucket === undefined ? 'no bucket' : findBucketCors(tx, bucket.id);
}

/** `OPTIONS` on a bucket or object. Undefined when the request names no bucket. */
export async function preflightResponse(
  { metadata }: ServerState,
  request: HttpRequest,
): Promise<HttpResponse | undefined> {
  const { bucket, key } = addressOf(request);
  if (bucket === undefined) return undefined;
  const { origin, [requestedMethod]: method } = request.headers;
  if (origin === undefined) {
    throw failS3('BadRequest', 'Insufficient information. Origin request header needed.');
  }
  const rules = await metadata.read((tx) => rulesOf(tx, bucket));
  const refused = (text: string, ResourceType: string): Error =>
    failS3('AccessForbidden', `CORSResponse: ${text}`, {
      Method: method ?? 'OPTIONS',
      ResourceType,
    });
  if (rules === 'no bucket') throw refused('Bucket not found', 'BUCKET');
  if (rules === undefined) throw refused('CORS is not enabled for this bucket.', 'BUCKET');
  if (method === undefined) {
    throw failS3('BadRequest', 'Invalid Access-Control-Request-Method: null');
  }
  const asked = askedBy(request, origin);
  const rule = matchingRule(rules, asked);
  if (rule === undefined) throw refused(notAllowed, key === undefined ? 'BUCKET' : 'OBJECT');
  const headers = { 'x-amz-request-id': request.requestId, ...corsHeaders(rule, asked) };
  return { status: 200, headers };
}

/** An answer about a bucket, refusals among them, as a page of another origin may read it. */
export async function withCorsHeaders(
  { metadata }: ServerState,
  bucket: string,
  { request, response }: { readonly request: HttpRequest; readonly response: HttpResponse },
): Promise<HttpResponse> {
  const { origin } = request.headers;
  if (origin === undefined) return response;
  const rules = await metadata.read((tx) => rulesOf(tx, bucket));
  if (rules === undefined || rules === 'no bucket') return response;
  const asked = askedBy(request, origin);
  const rule = matchingRule(rules, asked);
  if (rule === undefined) return response;
  return { ...response, headers: { ...response.headers, ...corsHeaders(rule, asked) } };
}
