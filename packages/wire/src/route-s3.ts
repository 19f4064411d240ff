/**
 * Which S3 operation a request means, derived from the schemas: group by method and by what is
 * addressed (service, bucket, object), then by sub-resource (`?acl`), then the operation whose
 * required query and header members are all there and most numerous (UploadPartCopy > UploadPart >
 * CopyObject > PutObject). `x-id` is a client's note and never decides.
 *
 * INVARIANT: a request that names a sub-resource reaches only operations on that sub-resource, so
 * that `DELETE /bucket?policy` can never become DeleteBucket, whatever methods the sub-resource
 * knows.
 */
import { failWith } from './errors.ts';
import { pairValue } from './pairs.ts';
import type { Pairs } from './pairs.ts';
import type { S3Address } from './s3-address.ts';
import type { HttpBinding, OperationShape, Service } from './service.ts';
import type { HttpRequest } from './types.ts';

type Level = 'service' | 'bucket' | 'object';

interface Candidate {
  readonly operation: OperationShape;
  readonly http: HttpBinding;
  /** Query parameters and headers that must be there; the most demanding candidate wins. */
  readonly weight: number;
}

export interface S3Table {
  /** `GET bucket acl` → candidates, most demanding first. */
  readonly candidates: ReadonlyMap<string, readonly Candidate[]>;
  readonly subresources: Readonly<Record<Level, ReadonlySet<string>>>;
  /** Operations that can never be told from the one before them; S3 Express's, not served. */
  readonly shadowed: readonly string[];
}

function levelOf({ input, http }: OperationShape): Level {
  if (http!.segments.some((segment) => 'greedy' in segment && segment.greedy)) return 'object';
  return input.members.some((m) => m.name === 'Bucket' && m.traits.httpLabel)
    ? 'bucket'
    : 'service';
}

const subresourceOf = (http: HttpBinding): string =>
  http.staticQuery.find(([, value]) => value === '')?.[0] ?? '';

const groupOf = (method: string, level: Level, subresource: string): string =>
  `${method} ${level} ${subresource}`;

export function compileS3Table(service: Service): S3Table {
  const candidates = new Map<string, Candidate[]>();
  const subresources = {
    service: new Set<string>(),
    bucket: new Set<string>(),
    object: new Set<string>(),
  };
  const shadowed: string[] = [];
  for (const operation of service.operations.values()) {
    const { http } = operation;
    // A host prefix (WriteGetObjectResponse) addresses another endpoint than buckets do.
    if (http === undefined || operation.traits.endpoint !== undefined) continue;
    const level = levelOf(operation);
    for (const [name, value] of http.staticQuery) {
      if (value === '') subresources[level].add(name);
    }
    const group = groupOf(http.method, level, subresourceOf(http));
    const others = candidates.get(group) ?? [];
    const candidate = { operation, http, weight: weightOf(http) };
    if (others.some((other) => demands(other.http) === demands(http))) {
      shadowed.push(operation.name);
    } else {
      candidates.set(
        group,
        [...others, candidate].toSorted((a, b) => b.weight - a.weight),
      );
    }
  }
  return { candidates, subresources, shadowed };
}

const weightOf = (http: HttpBinding): number =>
  http.staticQuery.length + http.requiredQuery.length + http.requiredHeaders.length;

const demands = (http: HttpBinding): string =>
  JSON.stringify([
    http.staticQuery,
    http.requiredQuery.toSorted(),
    http.requiredHeaders.toSorted(),
  ]);

function matches({ http }: Candidate, query: Pairs, request: HttpRequest): boolean {
  for (const [name, value] of http.staticQuery) {
    const given = pairValue(query, name);
    if (given === undefined || (value !== '' && given !== value)) return false;
  }
  for (const name of http.requiredQuery) {
    if (pairValue(query, name) === undefined) return false;
  }
  for (const name of http.requiredHeaders) {
    if (request.headers[name] === undefined) return false;
  }
  return true;
}

/** The sub-resource named in the query; two of them are a contradiction. */
function namedSubresource(known: ReadonlySet<string>, query: Pairs): string {
  let named = '';
  for (const [name] of query) {
    if (name === named || !known.has(name)) continue;
    if (named !== '') {
      const message = `Conflicting query string parameters: ${named}, ${name}`;
      throw failWith('InvalidArgument', message, {
        ArgumentName: 'ResourceType',
        ArgumentValue: named,
      });
    }
    named = name;
  }
  return named;
}

export interface S3Request {
  readonly request: HttpRequest;
  readonly query: Pairs;
  readonly address: S3Address;
}

export function findS3Operation(
  table: S3Table,
  { request, query, address }: S3Request,
): OperationShape {
  const level =
    address.bucket === undefined ? 'service' : address.key === undefined ? 'bucket' : 'object';
  const subresource = query.length === 0 ? '' : namedSubresource(table.subresources[level], query);
  const candidates = table.candidates.get(groupOf(request.method, level, subresource)) ?? [];
  for (const candidate of candidates) {
    if (matches(candidate, query, request)) return candidate.operation;
  }
  // With a sub-resource the operation is known all the same; decoding says which parameter is
  // missing.
  const nearest = subresource === '' ? undefined : candidates.at(-1);
  if (nearest !== undefined) return nearest.operation;
  throw failWith('MethodNotAllowed', undefined, {
    Method: request.method,
    ResourceType: (subresource === '' ? level : subresource).toUpperCase(),
  });
}
