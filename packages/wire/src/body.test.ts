import { describe, expect, test } from 'vitest';
import { makeRequest } from '../test/make-request.ts';
import { readBody, wholeBody } from './body.ts';

const bytes = (length: number): Uint8Array => new Uint8Array(length).fill(1);

describe('reading a body whole', () => {
  test('one chunk, several, none', async () => {
    const read = async (body: Uint8Array[]): Promise<Uint8Array> =>
      readBody(makeRequest({ body }), 10);
    expect(await read([bytes(3)])).toEqual(bytes(3));
    expect(Buffer.compare(await read([bytes(3), bytes(7)]), bytes(10))).toBe(0);
    expect(await read([])).toHaveLength(0);
  });

  test('stops as soon as it is known to be too large', async () => {
    const declared = makeRequest({ headers: { 'content-length': '11' }, body: [] });
    await expect(async () => readBody(declared, 10)).rejects.toMatchObject({
      code: 'MaxMessageLengthExceeded',
    });
    let chunks = 0;
    const body = (async function* () {
      for (; chunks < 1000; chunks += 1) yield bytes(6);
    })();
    const endless = { headers: {}, body };
    await expect(readBody(endless, 10)).rejects.toMatchObject({ status: 400 });
    expect(chunks).toBe(1);
  });
});

test('a stream handed to a codec of documents is a mistake of ours', () => {
  expect(wholeBody(undefined)).toHaveLength(0);
  expect(() => wholeBody(makeRequest({}).body)).toThrow('takes its body whole');
});
