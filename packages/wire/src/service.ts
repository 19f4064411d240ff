/**
 * A service compiled from its model: every operation with its shapes, its HTTP binding and the
 * closures that decode and encode it. An operation is made when it is first asked for: of the
 * hundreds that a start knows, a server is mostly asked for a few dozen.
 */
import { compileJson } from './protocol-json.ts';
import { compileQuery } from './protocol-query.ts';
import { compileRest } from './protocol-rest.ts';
import type { Pairs } from './pairs.ts';
import { once, operationSchemaOf } from './shape.ts';
import type { OperationSchema, StructShape, Traits } from './shape.ts';
import type { Route } from './route.ts';
import type { HttpRequest, HttpResponse, Protocol, ServiceModel } from './types.ts';

export interface Service {
  readonly model: ServiceModel;
  readonly operations: ReadonlyMap<string, OperationShape>;
}

/** The `http` trait taken apart. */
export interface HttpBinding {
  readonly method: string;
  /** Literal text, or a label by its name. A greedy label takes the rest of the path. */
  readonly segments: readonly (
    | { readonly literal: string }
    | { readonly label: string; readonly greedy: boolean }
  )[];
  /** Without `x-id`, which no server may route by. */
  readonly staticQuery: Pairs;
  readonly status: number;
  /** Query parameters and lower-case headers that must be there for this operation to be meant. */
  readonly requiredQuery: readonly string[];
  readonly requiredHeaders: readonly string[];
}

/** What a codec reads a request from. */
export interface DecodeSource {
  readonly request: HttpRequest;
  readonly route: Route;
  /** The whole body; a stream for operations with `streamsInput`. */
  readonly body?: Uint8Array | AsyncIterable<Uint8Array> | undefined;
}

export interface AnswerContext {
  readonly requestId: string;
  /** S3's `x-amz-id-2`. */
  readonly hostId?: string | undefined;
  /** Instead of the modelled status: 206 for a range. */
  readonly status?: number | undefined;
  /** Headers beside those bound to members. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** The single member is the root element itself: S3's GetBucketLocation. */
  readonly unwrapped?: boolean | undefined;
  /** In place of the output, what is written of it one after another: where two lists are mixed. */
  readonly pieces?: readonly object[] | undefined;
}

export interface OperationCodec {
  decode(source: DecodeSource): Record<string, unknown>;
  encode(output: Readonly<Record<string, unknown>>, context: AnswerContext): HttpResponse;
}

export interface OperationShape {
  readonly name: string;
  readonly service: Service;
  /** As the SDK has it: `AssumeRole$`. */
  readonly schema: unknown;
  readonly input: StructShape;
  readonly output: StructShape;
  /** Traits of the operation itself. */
  readonly traits: Traits;
  readonly requiredMembers: readonly string[];
  /** The body is handed over as a stream and never read here. */
  readonly streamsInput: boolean;
  readonly streamsOutput: boolean;
  readonly http: HttpBinding | undefined;
  readonly codec: OperationCodec;
}

export type CompileCodec = (schema: OperationSchema, model: ServiceModel) => OperationCodec;

const protocols: Readonly<Record<Protocol, CompileCodec>> = {
  awsQuery: compileQuery,
  awsJson1_1: compileJson,
  restXml: compileRest,
  restJson: compileRest,
};

export function compileService(model: ServiceModel): Service {
  const operations = new Map<string, OperationShape>();
  const service: Service = { model, operations };
  for (const raw of model.operationSchemas) {
    const operation = compileOperation(raw, service);
    operations.set(operation.name, operation);
  }
  return service;
}

function compileOperation(raw: unknown, service: Service): OperationShape {
  const { model } = service;
  const schema = operationSchemaOf(raw);
  const { name, traits } = schema;
  const required = once(() => schema.input.members.filter((m) => m.required).map((m) => m.name));
  const streamsInput = once(() => streams(schema.input));
  const streamsOutput = once(() => streams(schema.output));
  const http = once(() => (traits.http === undefined ? undefined : bindingOf(schema)));
  const codec = once(() => protocols[model.protocol](schema, model));
  return {
    name,
    service,
    schema: raw,
    traits,
    get input() {
      return schema.input;
    },
    get output() {
      return schema.output;
    },
    get requiredMembers() {
      return required();
    },
    get streamsInput() {
      return streamsInput();
    },
    get streamsOutput() {
      return streamsOutput();
    },
    get http() {
      return http();
    },
    get codec() {
      return codec();
    },
  };
}

function streams(shape: StructShape): boolean {
  return shape.members.some((m) => m.traits.httpPayload && m.traits.streaming);
}

function bindingOf({ traits, input }: OperationSchema): HttpBinding {
  const [method, template, status] = traits.http!;
  const [path = '', query = ''] = template.split('?', 2);
  const literals = query.split('&').filter((part) => part !== '' && !part.startsWith('x-id='));
  const required = input.members.filter((member) => member.required);
  return {
    method,
    segments: path
      .split('/')
      .slice(1)
      .filter((part) => part !== '')
      .map(segmentOf),
    staticQuery: literals.map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name, value] as const;
    }),
    status,
    requiredQuery: required.flatMap((member) => member.traits.httpQuery ?? []),
    requiredHeaders: required.flatMap((member) => member.traits.httpHeader?.toLowerCase() ?? []),
  };
}

function segmentOf(part: string): HttpBinding['segments'][number] {
  if (!part.startsWith('{')) return { literal: part };
  const greedy = part.endsWith('+}');
  return { label: part.slice(1, greedy ? -2 : -1), greedy };
}
