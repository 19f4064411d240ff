/**
 * Our own plain shapes, compiled once from the SDK's runtime schemas. The SDK's schemas are arrays
 * of a documented form (`@smithy/types`, `StaticSchema`), so they are read here and nowhere else;
 * an unknown form fails when the service is compiled, that is at start and in the tests.
 *
 * [0 ns name traits target]          simple          [3|4|-3 ns name traits names members required]
 * [1 ns name traits item]            list            [9 ns name traits input output]   operation
 * [2 ns name traits key value]       map             () => schema, [schema, traits], number, 'unit'
 */

export interface Traits {
  readonly httpHeader?: string;
  readonly httpQuery?: string;
  readonly httpPrefixHeaders?: string;
  readonly httpLabel?: 1;
  readonly httpPayload?: 1;
  readonly httpResponseCode?: 1;
  readonly httpQueryParams?: 1;
  readonly idempotent?: 1;
  readonly idempotencyToken?: 1;
  readonly sensitive?: 1;
  readonly streaming?: 1;
  readonly xmlName?: string;
  readonly xmlFlattened?: 1;
  readonly xmlAttribute?: 1;
  readonly xmlNamespace?: string | readonly [prefix: string, uri: string];
  readonly http?: readonly [method: string, template: string, status: number];
  readonly endpoint?: readonly string[];
  readonly error?: 'client' | 'server';
  readonly httpError?: number;
  readonly awsQueryError?: readonly [code: string, status: number];
  readonly hostLabel?: 1;
  readonly eventPayload?: 1;
  readonly httpChecksum?: unknown;
}

/** Every trait the codecs know of. A contract test compares it with what the SDK's schemas use. */
export const knownTraits: ReadonlySet<string> = new Set<keyof Traits>([
  'httpHeader',
  'httpQuery',
  'httpPrefixHeaders',
  'httpLabel',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'streaming',
  'xmlName',
  'xmlFlattened',
  'xmlAttribute',
  'xmlNamespace',
  'http',
  'endpoint',
  'error',
  'httpError',
  'awsQueryError',
  'hostLabel',
  'eventPayload',
  'httpChecksum',
]);

export type TimestampFormat = 'default' | 'date-time' | 'http-date' | 'epoch-seconds';

export interface SimpleShape {
  readonly kind: 'string' | 'number' | 'boolean' | 'blob' | 'document';
  readonly name: string;
  readonly traits: Traits;
}

export interface TimestampShape {
  readonly kind: 'timestamp';
  readonly format: TimestampFormat;
  readonly name: string;
  readonly traits: Traits;
}

export interface ListShape {
  readonly kind: 'list';
  readonly name: string;
  readonly traits: Traits;
  readonly item: Member;
}

export interface MapShape {
  readonly kind: 'map';
  readonly name: string;
  readonly traits: Traits;
  readonly key: Member;
  readonly value: Member;
}

export interface StructShape {
  readonly kind: 'struct';
  readonly name: string;
  readonly traits: Traits;
  readonly members: readonly Member[];
  readonly isUnion: boolean;
  /** The operation has no input or no output at all. */
  readonly isUnit: boolean;
}

export type Shape = SimpleShape | TimestampShape | ListShape | MapShape | StructShape;

export interface Member {
  readonly name: string;
  readonly shape: Shape;
  /** The member's own traits over those of its target. */
  readonly traits: Traits;
  readonly required: boolean;
}

export interface OperationSchema {
  readonly name: string;
  readonly traits: Traits;
  readonly input: StructShape;
  readonly output: StructShape;
}

const traitBits = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
] as const;

function readTraits(raw: unknown): Traits {
  if (typeof raw === 'object' && raw !== null) return raw;
  const bits = Number(raw ?? 0);
  if (bits >= 2 ** traitBits.length) throw new Error(`unknown trait bits ${bits}`);
  return Object.fromEntries(
    traitBits.flatMap((name, bit) => ((bits >> bit) & 1 ? [[name, 1]] : [])),
  );
}

const none: Traits = {};
const simpleKinds: Readonly<Record<number, SimpleShape['kind']>> = {
  0: 'string',
  1: 'number',
  2: 'boolean',
  15: 'document',
  21: 'blob',
  42: 'blob',
};
const timestampFormats: Readonly<Record<number, TimestampFormat>> = {
  4: 'default',
  5: 'date-time',
  6: 'http-date',
  7: 'epoch-seconds',
};

function simpleShape(id: number, name: string, traits: Traits): Shape {
  if (id >= 128) return mapOf({ name, traits, key: 0, value: id - 128 });
  if (id >= 64) return { kind: 'list', name, traits, item: memberOf('member', id - 64, false) };
  const format = timestampFormats[id];
  if (format !== undefined) return { kind: 'timestamp', format, name, traits };
  const kind = simpleKinds[id];
  if (kind === undefined) throw new Error(`unknown simple schema ${id} (${name})`);
  return { kind, name, traits: id === 42 ? { ...traits, streaming: 1 } : traits };
}

interface MapParts {
  readonly name: string;
  readonly traits: Traits;
  readonly key: unknown;
  readonly value: unknown;
}

function mapOf({ name, traits, key, value }: MapParts): MapShape {
  return {
    kind: 'map',
    name,
    traits,
    key: memberOf('key', key, true),
    value: memberOf('value', value, false),
  };
}

function memberOf(name: string, ref: unknown, required: boolean): Member {
  const own: Traits[] = [];
  let target = ref;
  // A member is [target, traits]; more than one layer does not occur, more than four is no schema.
  for (let layer = 0; layer < 4; layer += 1) {
    if (typeof target === 'function') target = (target as () => unknown)();
    if (!Array.isArray(target) || target.length !== 2) break;
    own.push(readTraits(target[1]));
    target = target[0];
  }
  const shape = shapeOf(target);
  const traits = own.reduceRight((merged, more) => ({ ...merged, ...more }), shape.traits);
  return { name, shape, traits, required };
}

const cache = new WeakMap<object, Shape>();

/** The shape of a schema; the same object for the same schema. */
export function shapeOf(ref: unknown): Shape {
  const schema = typeof ref === 'function' ? (ref as () => unknown)() : ref;
  if (schema === 'unit' || schema === undefined) return unit;
  if (typeof schema === 'number') return simpleShape(schema, '', none);
  if (!Array.isArray(schema)) throw new Error(`unknown schema ${JSON.stringify(schema)}`);
  const known = cache.get(schema);
  if (known !== undefined) return known;
  return arrayShape(schema);
}

const unit: StructShape = {
  kind: 'struct',
  name: 'Unit',
  traits: none,
  members: [],
  isUnion: false,
  isUnit: true,
};

function arrayShape(schema: unknown[]): Shape {
  const [id, , name, rawTraits] = schema as [number, string, string, unknown];
  const traits = readTraits(rawTraits);
  if (id === 3 || id === 4 || id === -3) return structShape(schema, traits);
  let shape: Shape;
  if (id === 0) {
    const target = shapeOf(schema[4]);
    shape = { ...target, name, traits: { ...target.traits, ...traits } };
  } else if (id === 1) {
    shape = { kind: 'list', name, traits, item: memberOf('member', schema[4], false) };
  } else if (id === 2) {
    shape = mapOf({ name, traits, key: schema[4], value: schema[5] });
  } else {
    throw new Error(`unknown schema ${id} ${name}`);
  }
  cache.set(schema, shape);
  return shape;
}

function structShape(schema: unknown[], traits: Traits): StructShape {
  const [id, , name, , names, refs, required] = schema as [
    number,
    string,
    string,
    unknown,
    string[],
    unknown[],
    number?,
  ];
  const members: Member[] = [];
  const shape: StructShape = {
    kind: 'struct',
    name,
    traits,
    members,
    isUnion: id === 4,
    isUnit: false,
  };
  // Known before its members are read: structures may contain themselves.
  cache.set(schema, shape);
  for (const [index, member] of names.entries()) {
    members.push(memberOf(member, refs[index], index < (required ?? 0)));
  }
  return shape;
}

function structOf(ref: unknown): StructShape {
  const shape = shapeOf(ref);
  if (shape.kind !== 'struct') throw new Error(`${shape.name} is no structure`);
  return shape;
}

export function operationSchemaOf(schema: unknown): OperationSchema {
  if (!Array.isArray(schema) || schema[0] !== 9) throw new Error('no operation schema');
  const input = once(() => structOf(schema[4]));
  const output = once(() => structOf(schema[5]));
  return {
    name: String(schema[2]),
    traits: readTraits(schema[3]),
    get input() {
      return input();
    },
    get output() {
      return output();
    },
  };
}

/** Made when it is first asked for. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
