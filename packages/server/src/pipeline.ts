/**
 * The path of a request, from top to bottom: route, authenticate, decode, authorize, handle,
 * encode. One `try` around it and one `catch`: an AwsError becomes the protocol's error document,
 * anything else a logged InternalFailure that tells the client nothing but its request id.
 */
import { hash } from 'node:crypto';
import type { HttpRequest, HttpResponse, OperationShape, Route, Router } from '@hallpass/wire';
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
import type { RegisteredService } from './services/registry.ts';
import { preflightResponse, withCorsHeaders } from './services/s3/cross-origin.ts';

/** Requests of the query and JSON services, and S3's documents, are read whole up to this size. */
const documentBytesMax = 2 * 1024 * 1024;

interface Pipeline {
  readonly state: ServerState;
  readonly router: Router;
  readonly operations: ReadonlyMap<OperationShape, Operation<never>>;
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
  handle(request: HttpRequest): Promise<HttpResponse>;
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
  const operations = new Map<OperationShape, Operation<never>>();
  const compiled = registered.map((service) => {
    const shape = compileService(service.model);
    for (const [name, operation] of Object.entries(service.operations)) {
      const operationShape = shape.operations.get(name);
      if (operationShape === undefined) throw new Error(`${name} is no operation of its service`);
      operations.set(operationShape, operation);
    }
    return shape;
  });
  const pipeline = { state, router: createRouter(compiled), operations };
  return {
    handle: (request) => handleRequest(pipeline, request),
    call: (operation, input, as) => callOperation(pipeline, { operation, input }, as),
  };
}

async function callOperation<I extends object, O>(
  { state, operations }: Pipeline,
  { operation, input }: { readonly operation: Operation<I, O>; readonly input: I },
  { caller, request }: CallAs,
): Promise<O> {
  const shape = [...operations].find(([, known]) => known === (operation as Operation))?.[0];
  if (shape === undefined) throw new Error('an operation that no service has');
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

async function handleRequest(pipeline: Pipeline, request: HttpRequest): Promise<HttpResponse> {
  const progress: Progress = {};
  let response: HttpResponse;
  try {
    response = await answer(pipeline, request, progress);
  } catch (error) {
    response = failure(pipeline, request, { progress, error });
  }
  const { bucket } = progress;
  if (request.headers['origin'] === undefined || bucket === undefined) return response;
  try {
    return await withCorsHeaders(pipeline.state, bucket, { request, response });
  } catch (error) {
    return failure(pipeline, request, { progress, error });
  }
}

async function answer(
  pipeline: Pipeline,
  request: HttpRequest,
  progress: Progress,
): Promise<HttpResponse> {
  const { state, router } = pipeline;
  if (request.method === 'OPTIONS') {
    const preflight = await preflightResponse(state, request);
    if (preflight !== undefined) return preflight;
  }
  const parsed = parseSignature(request);
  if (parsed.kind === 'signed') progress.signed = parsed;
  const signingName = progress.signed?.service;
  const formBytes = router.wantsForm(request, signingName)
    ? await readBody(request, documentBytesMax)
    : undefined;
  if (formBytes !== undefined) progress.form = parseForm(formBytes);
  const route = router.route(request, { signingName, form: progress.form });
  progress.operation = route.operation;
  progress.bucket = route.bucket;
  const { model } = route.operation.service;
  if (parsed.kind === 'error') throw authError(parsed.error, authErrorFamily(model.protocol));
  const body =
    model.name === 's3' ? undefined : (formBytes ?? (await readBody(request, documentBytesMax)));
  const authentication =
    progress.signed && (await verify(state, request, { signed: progress.signed, route, body }));
  const caller = authentication?.caller ?? anonymousCaller;
  progress.caller = caller;
  const operation = builtOperation(pipeline, route, caller);
  const accepted = authentication?.request ?? request;
  const input = route.operation.codec.decode({
    request: accepted,
    route,
    body: body ?? (await s3Document(request, route, authentication)),
  });
  checkConstraints(route.operation, input, operation.constraints);
  const info: RequestInfo = {
    server: state,
    request: accepted,
    caller,
    nowMs: state.clock.nowMs(),
    region: progress.signed?.region ?? 'us-east-1',
    ...(progress.signed === undefined ? {} : { signed: progress.signed }),
    openPayload: (digests) => openPayload(request, authentication, { digests }),
  };
  const output = await run(operation, input as never, info);
  if (authentication !== undefined) noteUse(state, info, route.operation);
  return encode(route.operation, output, info);
}

/** Objects are left to the operation, which streams them once it is authorized. */
async function s3Document(
  request: HttpRequest,
  route: Route,
  authentication: Authentication | undefined,
): Promise<Uint8Array | undefined> {
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

async function verify(
  state: ServerState,
  request: HttpRequest,
  { signed, route, body }: Verification,
): Promise<Authentication> {
  const service = route.operation.service.model;
  const bodySha256 = body === undefined ? undefined : hash('sha256', body, 'hex');
  return state.metadata.read(async (tx) => {
    const authentication = await authenticate(tx, state, {
      request,
      signed,
      service,
      ...(bodySha256 === undefined ? {} : { bodySha256 }),
    });
    if (route.bucket !== undefined) await checkBucketRegion(tx, route, signed);
    return authentication;
  });
}

/** Whether something is built is told only to callers who are known. */
function builtOperation(pipeline: Pipeline, route: Route, caller: Caller): Operation<never> {
  const { name, service } = route.operation;
  const operation = pipeline.operations.get(route.operation);
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
async function run(operation: Operation<never>, input: never, info: RequestInfo): Promise<unknown> {
  const { metadata } = info.server;
  if (operation.mode === 'write') {
    return metadata.transact(async (tx) => {
      const context = { ...info, tx };
      return operation.handle(await authorize(operation, input, context), context);
    });
  }
  if (operation.mode === 'read') {
    return metadata.read(async (tx) => {
      const context = { ...info, tx };
      return operation.handle(await authorize(operation, input, context), context);
    });
  }
  const allowed = await metadata.read((tx) => authorize(operation, input, { ...info, tx }));
  return operation.handle(allowed, info);
}

function encode(operation: OperationShape, output: unknown, info: RequestInfo): HttpResponse {
  const how = output instanceof Answered ? output.how : {};
  const bare = output instanceof Answered ? output.output : output;
  const { requestId } = info.request;
  return operation.codec.encode((bare ?? {}) as Readonly<Record<string, unknown>>, {
    requestId,
    hostId: hostIdOf(requestId),
    ...how,
  });
}

/** S3's second id. Ours says nothing, but clients and people expect it. */
function hostIdOf(requestId: string): string {
  return Buffer.from(`hallpass/${requestId}`).toString('base64');
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
