/**
 * The path of a request, from top to bottom: route, authenticate, decode, authorize, handle,
 * encode. One `try` around it and one `catch`: an AwsError becomes the protocol's error document,
 * anything else a logged InternalFailure that tells the client nothing but its request id.
 */
import { hash } from 'node:crypto';
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type {
  HttpRequest,
  HttpResponse,
  OperationShape,
  Route,
  Router,
  Service,
} from '@hallpass/wire';
import {
  AwsError,
  authError,
  authErrorFor,
  checkConstraints,
  compileService,
  createRouter,
  encodeError,
  failWith,
  parseForm,
  parseSignature,
  readBody,
} from '@hallpass/wire';
import type { SignedRequest } from '@hallpass/wire';
import type { Authentication } from './authenticate/authenticate.ts';
import { authenticate, authErrorFamily } from './authenticate/authenticate.ts';
import type { AuthenticatedCaller, Caller } from './authenticate/caller.ts';
import { anonymousCaller } from './authenticate/caller.ts';
import { authorize } from './authorize/authorize.ts';
import { credentialLimit } from './authorize/credential-limits.ts';
import { checkBucketRegion } from './authorize/bucket-region.ts';
import { noteFailure, noteUse } from './observe.ts';
import type { Operation, RequestInfo } from './operation.ts';
import { Answered } from './operation.ts';
import { openPayload, readDocument } from './request-body.ts';
import type { ServerState } from './server-state.ts';
import type { Operations, RegisteredService } from './services/registry.ts';
import { preflightResponse, withCorsHeaders } from './services/s3/cross-origin.ts';

/** Requests of the query and JSON services, and S3's documents, are read whole up to this size. */
const documentBytesMax = 2 * 1024 * 1024;

interface Pipeline {
  readonly state: ServerState;
  readonly router: Router;
  readonly services: ReadonlyMap<Service, ServedService>;
}

interface ServedService {
  readonly registered: RegisteredService;
  /** Once they are loaded. */
  operations?: Operations;
}

/** What is known of a request so far: errors are encoded for the service it was meant for. */
interface Progress {
  signed?: SignedRequest;
  form?: ReturnType<typeof parseForm>;
  caller?: Caller;
  operation?: OperationShape;
  bucket?: string | undefined;
}

export interface Requests {
  /** A request from outside, to its answer; never rejects. */
  handle(request: HttpRequest): Eventually<HttpResponse>;
  /**
   * What the console's sign-in does in someone's name goes the same way: constraints, limits,
   * authorization, handler. Throws AwsError.
   */
  call<I extends object, O>(operation: Operation<I, O>, input: I, as: CallAs): Promise<O>;
}

export interface CallAs {
  readonly caller: AuthenticatedCaller;
  /** The request on whose behalf: its address and user agent are what policies see. */
  readonly request: HttpRequest;
}

export function createPipeline(
  state: ServerState,
  registered: readonly RegisteredService[],
): Requests {
  const compiled = registered.map(
    (service) => [compileService(service.model), { registered: service }] as const,
  );
  const router = createRouter(compiled.map(([service]) => service));
  const pipeline: Pipeline = { state, router, services: new Map(compiled) };
  return {
    handle: (request) => handleRequest(pipeline, request),
    call: (operation, input, as) => callOperation(pipeline, { operation, input }, as),
  };
}

async function callOperation<I extends object, O>(
  { state, services }: Pipeline,
  { operation, input }: { readonly operation: Operation<I, O>; readonly input: I },
  { caller, request }: CallAs,
): Promise<O> {
  const shape = shapeOfOperation(services.keys(), operation.schema);
  try {
    const limit = credentialLimit(shape.service.model.name, shape.name, caller);
    if (limit !== undefined) throw limit;
    checkConstraints(shape, input, operation.constraints);
    const info: RequestInfo = {
      server: state,
      request,
      caller,
      nowMs: state.clock.nowMs(),
      region: 'us-east-1',
      openPayload: () => {
        throw new Error('nothing is uploaded here');
      },
    };
    const output = await run(operation, input as never, info);
    noteUse(state, info, shape);
    return (output instanceof Answered ? output.output : output) as O;
  } catch (error) {
    noteFailure(state, request, { error, caller, operation: shape });
    throw error;
  }
}

function shapeOfOperation(services: Iterable<Service>, schema: unknown): OperationShape {
  for (const { operations } of services) {
    for (const shape of operations.values()) if (shape.schema === schema) return shape;
  }
  throw new Error('an operation that no service has');
}

/**
 * Much is at hand when a request comes: keys, policies, small objects. Then it is answered without
 * a turn of the microtask queue; whatever must be waited for makes a promise of the rest.
 */
function handleRequest(pipeline: Pipeline, request: HttpRequest): Eventually<HttpResponse> {
  const progress: Progress = {};
  const response = orRefused(
    () => answer(pipeline, request, progress),
    (error) => failure(pipeline, request, { progress, error }),
  );
  return request.headers['origin'] === undefined
    ? response
    : whenReady(response, (own) => shared(pipeline, request, { progress, response: own }));
}

/** What `work` gives, or what is made of its failure, whether that comes now or later. */
function orRefused<T>(work: () => Eventually<T>, refused: (error: unknown) => T): Eventually<T> {
  try {
    const result = work();
    return result instanceof Promise ? result.catch(refused) : result;
  } catch (error) {
    return refused(error);
  }
}

/** The answer as pages of other origins may read it. */
async function shared(
  pipeline: Pipeline,
  request: HttpRequest,
  { progress, response }: { readonly progress: Progress; readonly response: HttpResponse },
): Promise<HttpResponse> {
  const { bucket } = progress;
  if (bucket === undefined) return response;
  try {
    return await withCorsHeaders(pipeline.state, bucket, { request, response });
  } catch (error) {
    return failure(pipeline, request, { progress, error });
  }
}

function answer(
  pipeline: Pipeline,
  request: HttpRequest,
  progress: Progress,
): Eventually<HttpResponse> {
  if (request.method !== 'OPTIONS') return answerCall(pipeline, request, progress);
  return whenReady(
    preflightResponse(pipeline.state, request),
    (preflight) => preflight ?? answerCall(pipeline, request, progress),
  );
}

function answerCall(
  pipeline: Pipeline,
  request: HttpRequest,
  progress: Progress,
): Eventually<HttpResponse> {
  const { router } = pipeline;
  const parsed = parseSignature(request);
  if (parsed.kind === 'signed') progress.signed = parsed;
  const signingName = progress.signed?.service;
  const form = router.wantsForm(request, signingName)
    ? readBody(request, documentBytesMax)
    : undefined;
  return whenReady(form, (formBytes) => {
    if (formBytes !== undefined) progress.form = parseForm(formBytes);
    const route = router.route(request, { signingName, form: progress.form });
    progress.operation = route.operation;
    progress.bucket = route.bucket;
    const { model } = route.operation.service;
    if (parsed.kind === 'error') throw authError(parsed.error, authErrorFamily(model.protocol));
    const whole =
      model.name === 's3' ? undefined : (formBytes ?? readBody(request, documentBytesMax));
    return whenReady(whole, (body) => answerRouted(pipeline, { request, progress, route, body }));
  });
}

interface Routed {
  readonly request: HttpRequest;
  readonly progress: Progress;
  readonly route: Route;
  /** Read whole; not yet of S3, whose bodies count only for those who are allowed to send them. */
  readonly body: Uint8Array | undefined;
}

function answerRouted(pipeline: Pipeline, routed: Routed): Eventually<HttpResponse> {
  const { request, progress, route, body } = routed;
  const { signed } = progress;
  const verified = signed && verify(pipeline.state, request, { signed, route, body });
  return whenReady(verified, (authentication) => {
    const caller = authentication?.caller ?? anonymousCaller;
    progress.caller = caller;
    return whenReady(operationsOf(pipeline, route.operation.service), (operations) => {
      const operation = builtOperation(operations, route, caller);
      return whenReady(body ?? s3Document(request, route, authentication), (document) =>
        perform(pipeline.state, routed, { authentication, caller, operation, document }),
      );
    });
  });
}

/** Loaded by the first request to the service; from then on they are at hand. */
function operationsOf({ services }: Pipeline, service: Service): Eventually<Operations> {
  const served = services.get(service);
  if (served === undefined) throw new Error('a route to a service that is not served');
  return (
    served.operations ??
    served.registered.load().then((operations) => (served.operations = operations))
  );
}

interface Call {
  readonly authentication: Authentication | undefined;
  readonly caller: Caller;
  readonly operation: Operation<never>;
  readonly document: Uint8Array | undefined;
}

function perform(
  state: ServerState,
  { request, progress, route }: Routed,
  { authentication, caller, operation, document }: Call,
): Eventually<HttpResponse> {
  const { signed } = progress;
  const accepted = authentication?.request ?? request;
  const input = route.operation.codec.decode({ request: accepted, route, body: document });
  checkConstraints(route.operation, input, operation.constraints);
  const info: RequestInfo = {
    server: state,
    request: accepted,
    caller,
    nowMs: state.clock.nowMs(),
    region: signed?.region ?? 'us-east-1',
    signed,
    openPayload: (digests) => openPayload(request, authentication, { digests }),
  };
  return whenReady(run(operation, input as never, info), (output) => {
    if (authentication !== undefined) noteUse(state, info, route.operation);
    return encode(route.operation, output, info);
  });
}

/** Objects are left to the operation, which streams them once it is authorized. */
function s3Document(
  request: HttpRequest,
  route: Route,
  authentication: Authentication | undefined,
): Eventually<Uint8Array | undefined> {
  const { streamsInput, http, traits } = route.operation;
  if (streamsInput || http?.method === 'GET' || http?.method === 'HEAD') return undefined;
  const bytesMax = documentBytesMax;
  const checksums = traits.httpChecksum !== undefined;
  return readDocument(request, authentication, { bytesMax, checksums });
}

interface Verification {
  readonly signed: SignedRequest;
  readonly route: Route;
  readonly body: Uint8Array | undefined;
}

function verify(
  state: ServerState,
  request: HttpRequest,
  { signed, route, body }: Verification,
): Eventually<Authentication> {
  const service = route.operation.service.model;
  const bodySha256 = body === undefined ? undefined : hash('sha256', body, 'hex');
  return state.metadata.read((tx) =>
    whenReady(authenticate(tx, state, { request, signed, service, bodySha256 }), (authentication) =>
      whenReady(checkBucketRegion(tx, route, signed), () => authentication),
    ),
  );
}

/** Whether something is built is told only to callers who are known. */
function builtOperation(operations: Operations, route: Route, caller: Caller): Operation<never> {
  const { name, service } = route.operation;
  const operation = operations[name];
  if (caller.kind === 'anonymous') {
    const unsigned =
      service.model.name === 's3' ||
      (typeof operation?.access === 'object' && operation.access.unsigned === true);
    if (!unsigned) throw authErrorFor(service, 'missingToken');
    if (operation === undefined) throw failWith('AccessDenied');
    return operation;
  }
  const limit = credentialLimit(service.model.name, name, caller);
  if (limit !== undefined) throw limit;
  if (operation !== undefined) return operation;
  throw failWith('NotImplemented', `The operation ${name} is not implemented by Hallpass.`);
}

/** Authorization and change are one snapshot, but where the operation says that it cannot be. */
function run(operation: Operation<never>, input: never, info: RequestInfo): Eventually<unknown> {
  const { metadata } = info.server;
  if (operation.mode === 'write') {
    return metadata.transact((tx) => {
      const context = { ...info, tx };
      return whenReady(authorize(operation, input, context), (allowed) =>
        operation.handle(allowed, context),
      );
    });
  }
  if (operation.mode === 'read') {
    return metadata.read((tx) => {
      const context = { ...info, tx };
      return whenReady(authorize(operation, input, context), (allowed) =>
        operation.handle(allowed, context),
      );
    });
  }
  const authorized = metadata.read((tx) => authorize(operation, input, { ...info, tx }));
  return whenReady(authorized, (allowed) => operation.handle(allowed, info));
}

function encode(operation: OperationShape, output: unknown, info: RequestInfo): HttpResponse {
  const how = output instanceof Answered ? output.how : {};
  const bare = output instanceof Answered ? output.output : output;
  const { requestId } = info.request;
  return operation.codec.encode((bare ?? {}) as Readonly<Record<string, unknown>>, {
    requestId,
    hostId: isS3(operation.service) ? hostIdOf(requestId) : undefined,
    ...how,
  });
}

/** S3's second id. Ours says nothing, but clients and people expect it. */
function hostIdOf(requestId: string): string {
  return btoa(`hallpass/${requestId}`);
}

function failure(
  pipeline: Pipeline,
  request: HttpRequest,
  { progress, error }: { readonly progress: Progress; readonly error: unknown },
): HttpResponse {
  const hints = { signingName: progress.signed?.service, form: progress.form };
  const target = progress.operation?.service ?? pipeline.router.identify(request, hints);
  noteFailure(pipeline.state, request, {
    error,
    caller: progress.caller,
    operation: progress.operation,
  });
  const known =
    error instanceof AwsError
      ? error
      : failWith(target !== 'restXml' && isS3(target) ? 'InternalError' : 'InternalFailure');
  return encodeError(target, known, {
    requestId: request.requestId,
    hostId: hostIdOf(request.requestId),
    isHead: request.method === 'HEAD',
  });
}

function isS3(target: ReturnType<Router['identify']>): boolean {
  return typeof target === 'object' && target.model.addressing === 's3';
}
