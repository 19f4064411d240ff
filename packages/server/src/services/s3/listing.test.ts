import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Position, ScanRange } from './listing.ts';
import { decodePosition, encodePosition, isAfter, successor, walkPage } from './listing.ts';

const byBytes = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));

/** A scan over an array, as the store would do it. */
function scanOf(keys: readonly string[], counter = { scans: 0, rows: 0 }) {
  return async ({ from, after, limit }: ScanRange<string>) => {
    const rows = keys.filter(
      (key) =>
        (from === undefined || byBytes(key, from) >= 0) &&
        (after === undefined || byBytes(key, after) > 0),
    );
    counter.scans += 1;
    counter.rows += Math.min(rows.length, limit);
    return rows.slice(0, limit);
  };
}

async function everything(
  keys: readonly string[],
  query: { prefix: string; delimiter: string | undefined; max: number },
): Promise<string[]> {
  const found: string[] = [];
  let begin: Position | undefined = { kind: 'start' };
  while (begin !== undefined) {
    const page: Awaited<ReturnType<typeof walkPage<string>>> = await walkPage<string>({
      ...query,
      begin,
      scan: scanOf(keys),
      keyOf: (key) => key,
    });
    const shown = [...page.entries, ...page.prefixes].toSorted(byBytes);
    expect(shown.length).toBeLessThanOrEqual(query.max);
    if (page.next !== undefined) expect(shown.length).toBe(query.max);
    found.push(...shown);
    begin = page.next && decodePosition(encodePosition(page.next));
  }
  return found;
}

/** What S3's page says, word for word: no cleverness. */
function oracle(keys: readonly string[], prefix: string, delimiter: string | undefined): string[] {
  const shown = new Set<string>();
  for (const key of keys.filter((key) => key.startsWith(prefix))) {
    const rest = key.slice(prefix.length);
    const at = delimiter === undefined ? -1 : rest.indexOf(delimiter);
    shown.add(at < 0 ? key : prefix + rest.slice(0, at + (delimiter ?? '').length));
  }
  return [...shown].toSorted(byBytes);
}

const letters = fc.constantFrom(
  'a',
  'b',
  '/',
  '//',
  '\u{10ffff}',
  '\ud7ff',
  '\ue000',
  '😀',
  '\uffff',
);
const text = fc.array(letters, { maxLength: 6 }).map((parts) => parts.join(''));

describe('walking keys', () => {
  it('shows what the naive reading of the page shows, in pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 60 }),
        fc.record({
          prefix: fc.array(letters, { maxLength: 2 }).map((parts) => parts.join('')),
          delimiter: fc.constantFrom(undefined, '/', 'a', '//', '😀'),
          max: fc.integer({ min: 1, max: 9 }),
        }),
        async (some, query) => {
          const keys = [...new Set(some)].filter((key) => key !== '').toSorted(byBytes);
          const found = await everything(keys, query);
          expect(found).toEqual(oracle(keys, query.prefix, query.delimiter));
        },
      ),
      { numRuns: 300 },
    );
  });

  it('orders by UTF-8 bytes', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(isAfter(a, b)).toBe(byBytes(a, b) > 0);
      }),
    );
  });

  it('finds the text after all that begin with a prefix', () => {
    expect(successor('a/')).toBe('a0');
    expect(successor('a\u{10ffff}')).toBe('b');
    expect(successor('\ud7ff')).toBe('\ue000');
    expect(successor('\u{10ffff}')).toBeUndefined();
    expect(successor('')).toBeUndefined();
  });

  it('jumps over what lies below a common prefix', async () => {
    const keys = Array.from({ length: 20 }, (_, folder) =>
      Array.from({ length: 2000 }, (_, file) => `${folder + 10}/${file + 1000}`),
    ).flat();
    const counter = { scans: 0, rows: 0 };
    const page = await walkPage<string>({
      prefix: '',
      delimiter: '/',
      begin: { kind: 'start' },
      max: 1000,
      scan: scanOf(keys, counter),
      keyOf: (key) => key,
    });
    expect(page.prefixes).toHaveLength(20);
    expect(counter.rows).toBeLessThan(500);
  });

  it('takes no foreign continuation token', () => {
    for (const token of ['', 'abc', 'MQ==', Buffer.from('2kx').toString('base64'), '!!']) {
      expect(decodePosition(token)).toBeUndefined();
    }
  });
});
