/**
 * What a metadata store must behave like: a list of entries, sorted by a literal reading of the
 * order of keys; and generators of keys, scans and transactions that collide often.
 */
import fc from 'fast-check';
import type { Entry, Key, ScanOptions, Value } from '../types.ts';

export type Model = readonly Entry[];

export function compareKeys(a: Key, b: Key): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = compareElements(a[index] as string | number, b[index] as string | number);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

function compareElements(a: string | number, b: string | number): number {
  if (typeof a === 'number') return typeof b === 'number' ? a - b : -1;
  if (typeof b === 'number') return 1;
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

export function modelGet(model: Model, key: Key): Value | undefined {
  return model.find((entry) => compareKeys(entry.key, key) === 0)?.value;
}

export function modelPut(model: Model, key: Key, value: Value): Model {
  return [...modelDelete(model, key), { key, value }].sort((a, b) => compareKeys(a.key, b.key));
}

export function modelDelete(model: Model, key: Key): Model {
  return model.filter((entry) => compareKeys(entry.key, key) !== 0);
}

export function modelScan(model: Model, options: ScanOptions): Model {
  const { prefix, after, from, limit, reverse = false } = options;
  const sign = reverse ? -1 : 1;
  const found = model.filter(
    ({ key }) =>
      prefix.every((element, index) => key[index] === element) &&
      (after === undefined || sign * compareKeys(key, after) > 0) &&
      (from === undefined || sign * compareKeys(key, from) >= 0),
  );
  return (reverse ? found.toReversed() : found).slice(0, limit);
}

const text = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('', 'a', 'b', 'ab', 'key', 'key/') },
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      '\0',
      'a\0',
      'a\0b',
      '\x01',
      'a\x01',
      'a\x02',
      '\x02\x02',
      'a\x03',
      '\x7f',
      '\x80',
      'ü',
      'ÿ',
      'aÿ',
      '\ud7ff',
      '\ue000',
      '\uffff',
      '😀',
      '😀\0',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'binary', maxLength: 4 }) },
);

const count = fc.oneof(
  fc.constantFrom(0, 1, 2, 63, 64, 65, 255, 256, 4095, 4096, 2 ** 32, Number.MAX_SAFE_INTEGER),
  fc.maxSafeNat(),
);

const element = fc.oneof({ weight: 3, arbitrary: text }, { weight: 1, arbitrary: count });

export const someKey: fc.Arbitrary<Key> = fc.array(element, { minLength: 1, maxLength: 3 });

const someValue: fc.Arbitrary<Value> = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Value),
  fc.uint8Array({ maxLength: 8 }),
);

export const someScan: fc.Arbitrary<ScanOptions> = fc
  .record(
    {
      prefix: fc.array(element, { maxLength: 2 }),
      limit: fc.nat({ max: 6 }),
      after: someKey,
      from: someKey,
      reverse: fc.boolean(),
    },
    { requiredKeys: ['prefix', 'limit'] },
  )
  .chain((scan) =>
    // Bounds within the prefix are the interesting ones.
    fc.boolean().map((inside): ScanOptions => {
      if (!inside || scan.after === undefined) return scan;
      return { ...scan, after: [...scan.prefix, ...scan.after] };
    }),
  );

export type Step =
  | { readonly do: 'put'; readonly key: Key; readonly value: Value }
  | { readonly do: 'delete'; readonly key: Key }
  | { readonly do: 'get'; readonly key: Key }
  | { readonly do: 'scan'; readonly options: ScanOptions };

export interface ModelTransaction {
  readonly steps: readonly Step[];
  readonly throws: boolean;
}

const someStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('put' as const), key: someKey, value: someValue }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), key: someKey }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('get' as const), key: someKey }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('scan' as const), options: someScan }) },
);

export const someTransaction: fc.Arbitrary<ModelTransaction> = fc.record({
  steps: fc.array(someStep, { maxLength: 8 }),
  throws: fc.boolean(),
});
