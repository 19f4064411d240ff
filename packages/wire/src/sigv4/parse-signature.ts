/**
 * Reads the signature of a request: from the Authorization header or from the query of a presigned
 * URL. Pages: S3 API "Authenticating Requests: Using the Authorization Header" and "… Using Query
 * Parameters"; IAM UG "Elements of an AWS API request signature".
 *
 * It checks form only. Keys, clock, scope and the signature itself are `verify-signature.ts`.
 */
import type { HttpRequest } from '../types.ts';
import { parseHeaderSignature } from './parse-header-signature.ts';
import { parseQuerySignature } from './parse-query-signature.ts';
import type { ParsedSignature } from './parsed-signature.ts';

export function parseSignature(request: HttpRequest): ParsedSignature {
  const authorization = request.headers['authorization'];
  // Most requests have no such parameter; one search is cheaper than splitting the query.
  const inQuery =
    request.rawQuery.includes('X-Amz-') || request.rawQuery.includes('Signature=')
      ? parseQuerySignature(request)
      : undefined;
  if (authorization === undefined || authorization === '') {
    return inQuery ?? { kind: 'none' };
  }
  if (inQuery !== undefined) {
    return { kind: 'error', error: { kind: 'bothHeaderAndQuery', authorization } };
  }
  return parseHeaderSignature(request, authorization);
}
