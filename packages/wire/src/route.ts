/**
 * Which operation of which service a request means: the credential scope's service first, then
 * `X-Amz-Target`, then `Action` and `Version` in form or query, else S3 by its schemas.
 * Nothing here is trusted: authentication checks that the scope names the service routed to.
 */
import { failWith } from './errors.ts';
import {
  decodePercent,
  noPairs,
  pairValue,
  parseQuery,
  queryPairsMax,
  splitPairs,
} from './pairs.ts';
import type { Pairs } from './pairs.ts';
import { addressOf, bucketOfHost } from './s3-address.ts';
import { compileS3Table, findS3Operation } from './route-s3.ts';
import type { OperationShape, Service } from './service.ts';
import type { HttpRequest, Protocol } from './types.ts';

export interface RouteHints {
  /** Service name of the credential scope, where the request is signed. */
  readonly signingName?: string | undefined;
  /** The parsed form, where `wantsForm` asked for it. */
  readonly form?: Pairs | undefined;
}

export interface Route {
  readonly operation: OperationShape;
  readonly query: Pairs;
  readonly form: Pairs;
  /** Decoded path labels; for S3 Bucket and Key. */
  readonly labels: Readonly<Record<string, string | undefined>>;
  readonly bucket: string | undefined;
  readonly key: string | undefined;
  /** The bucket stood in the host name. */
  readonly isVirtualHost: boolean;
}

export interface Router {
  readonly services: readonly Service[];
  /** The service meant, or the protocol an unknown one speaks: what errors are encoded for. */
  identify(request: HttpRequest, hints: RouteHints): Service | Protocol;
  /** Whether the body is a form to be parsed before routing. */
  wantsForm(request: HttpRequest, signingName?: string): boolean;
  route(request: HttpRequest, hints: RouteHints): Route;
}

type FindRoute = (request: HttpRequest, hints: RouteHints) => Route;

export function createRouter(services: readonly Service[]): Router {
  const bySigningName = new Map(services.map((service) => [service.model.signingName, service]));
  const finders = new Map(services.map((service) => [service, finderOf(service)]));
  const identify: Router['identify'] = (request, hints) =>
    bySigningName.get(hints.signingName ?? '') ?? identifyUnsigned(services, request, hints);
  return {
    services,
    identify,
    wantsForm: (request, signingName) => {
      if (request.method !== 'POST') return false;
      const signed = bySigningName.get(signingName ?? '');
      if (signed !== undefined) return signed.model.protocol === 'awsQuery' && !isJson(request);
      return request.path === '/' && isForm(request) && !isHosted(request);
    },
    route: (request, hints) => {
      const service = identify(request, hints);
      if (typeof service === 'string') throw unknownOperation(service, request, hints);
      return finders.get(service)!(request, hints);
    },
  };
}

const contentType = (request: HttpRequest): string => request.headers['content-type'] ?? '';
const isForm = (request: HttpRequest): boolean =>
  contentType(request).toLowerCase().startsWith('application/x-www-form-urlencoded');
const isJson = (request: HttpRequest): boolean => contentType(request).includes('json');
const isHosted = (request: HttpRequest): boolean =>
  bucketOfHost(request.headers['host'] ?? '') !== undefined;

/** Never throws, so that a request whose query is no query can still be answered in some protocol. */
function parameter(request: HttpRequest, hints: RouteHints, name: string): string | undefined {
  const inForm = hints.form === undefined ? undefined : pairValue(hints.form, name);
  if (inForm !== undefined || request.rawQuery === '') return inForm;
  return pairValue(splitPairs(request.rawQuery, queryPairsMax) ?? noPairs, name);
}

const splitTarget = (target: string): [prefix: string, name: string] => {
  const dot = target.lastIndexOf('.');
  return dot < 0 ? ['', target] : [target.slice(0, dot), target.slice(dot + 1)];
};

function identifyUnsigned(
  services: readonly Service[],
  request: HttpRequest,
  hints: RouteHints,
): Service | Protocol {
  const target = request.headers['x-amz-target'];
  if (target !== undefined) {
    const [prefix] = splitTarget(target);
    return services.find(({ model }) => model.targetPrefix === prefix) ?? 'awsJson1_1';
  }
  const mayBeQuery = request.path === '/' && !isHosted(request);
  const action = mayBeQuery ? parameter(request, hints, 'Action') : undefined;
  // S3 takes no form at its root: whoever sends one means a query service, Action or not.
  if (action === undefined && mayBeQuery && request.method === 'POST' && isForm(request)) {
    return 'awsQuery';
  }
  if (action !== undefined) {
    const version = parameter(request, hints, 'Version');
    const queries = services.filter(({ model }) => model.protocol === 'awsQuery');
    return (
      queries.find(({ model }) => model.apiVersion === version) ??
      queries.find(({ operations }) => operations.has(action)) ??
      'awsQuery'
    );
  }
  return services.find(({ model }) => model.addressing === 's3') ?? 'restJson';
}

function unknownOperation(protocol: Protocol, request: HttpRequest, hints: RouteHints): Error {
  if (protocol !== 'awsQuery') return failWith('UnknownOperationException');
  const action = parameter(request, hints, 'Action');
  if (action === undefined) return failWith('MissingAction');
  return invalidAction(action, parameter(request, hints, 'Version'));
}

function invalidAction(action: string, version: string | undefined): Error {
  return failWith(
    'InvalidAction',
    `Could not find operation ${action} for version ${version ?? 'NO_VERSION_SPECIFIED'}`,
  );
}

function finderOf(service: Service): FindRoute {
  const { protocol, addressing } = service.model;
  if (addressing === 's3') return s3Finder(service);
  if (protocol === 'awsQuery') return queryFinder(service);
  if (protocol === 'awsJson1_1') return targetFinder(service);
  return pathFinder(service);
}

const noLabels = {};

function routeTo(operation: OperationShape, query: Pairs, form: Pairs = noPairs): Route {
  return {
    operation,
    query,
    form,
    labels: noLabels,
    bucket: undefined,
    key: undefined,
    isVirtualHost: false,
  };
}

function s3Finder(service: Service): FindRoute {
  const table = compileS3Table(service);
  return (request) => {
    const query = parseQuery(request.rawQuery);
    const address = addressOf(request);
    const { bucket, key, isVirtualHost } = address;
    const operation = findS3Operation(table, { request, query, address });
    const labels = { Bucket: bucket, Key: key };
    return { operation, query, form: noPairs, labels, bucket, key, isVirtualHost };
  };
}

function queryFinder(service: Service): FindRoute {
  const { operations, model } = service;
  return (request, hints) => {
    const action = parameter(request, hints, 'Action');
    const version = parameter(request, hints, 'Version');
    if (action === undefined || action === '') throw failWith('MissingAction');
    const operation = operations.get(action);
    if (operation === undefined || version !== model.apiVersion)
      throw invalidAction(action, version);
    return routeTo(operation, parseQuery(request.rawQuery), hints.form);
  };
}

function targetFinder(service: Service): FindRoute {
  return (request) => {
    const [prefix, name] = splitTarget(request.headers['x-amz-target'] ?? '');
    const operation = service.operations.get(name);
    const isKnown = prefix === service.model.targetPrefix && request.method === 'POST';
    if (operation === undefined || !isKnown) throw failWith('UnknownOperationException');
    return routeTo(operation, parseQuery(request.rawQuery));
  };
}

const segmentsMax = 64;

/** restJson: method and path template; literal segments before labels. */
function pathFinder(service: Service): FindRoute {
  const templates = [...service.operations.values()]
    .filter((operation) => operation.http !== undefined)
    .toSorted((a, b) => literalsOf(b) - literalsOf(a));
  return (request) => {
    const parts = request.path.split('/', segmentsMax).slice(1);
    if (parts.at(-1) === '') parts.pop();
    for (const operation of templates) {
      if (operation.http!.method !== request.method) continue;
      const labels = matchPath(operation, parts);
      if (labels !== undefined)
        return { ...routeTo(operation, parseQuery(request.rawQuery)), labels };
    }
    throw failWith('UnknownOperationException');
  };
}

const literalsOf = ({ http }: OperationShape): number =>
  http!.segments.filter((segment) => 'literal' in segment).length;

function matchPath(
  operation: OperationShape,
  parts: readonly string[],
): Record<string, string> | undefined {
  const { segments } = operation.http!;
  const greedy = segments.some((segment) => 'greedy' in segment && segment.greedy);
  if (greedy ? parts.length < segments.length : parts.length !== segments.length) return undefined;
  const labels: Record<string, string> = {};
  for (const [index, segment] of segments.entries()) {
    if ('literal' in segment) {
      if (segment.literal !== parts[index]) return undefined;
      continue;
    }
    const raw = segment.greedy ? parts.slice(index).join('/') : parts[index]!;
    const value = decodePercent(raw);
    if (value === undefined || value === '') return undefined;
    labels[segment.label] = value;
  }
  return labels;
}
