/**
 * Ordered names and values of a query or a form, decoded. `+` is a blank in both, as S3 and the
 * query services read them; in a path it stays a plus. The number of pairs is bounded, so that a
 * long list of parameters costs nothing further down.
 */
import { failWith } from './errors.ts';

export type Pairs = readonly (readonly [name: string, value: string])[];

export const noPairs: Pairs = [];

/** A CreateRole with 50 tags sends about 110; nothing AWS documents needs more than this. */
export const formPairsMax = 10_000;
export const queryPairsMax = 1000;

const notAscii = /[^\x00-\x7f]/;

/** Raw text of a request line, a character per byte, decoded as UTF-8; undefined where it is not. */
export function decodePercent(raw: string): string | undefined {
  if (!raw.includes('%') && !notAscii.test(raw)) return raw;
  try {
    const ascii = notAscii.test(raw) ? Buffer.from(raw, 'latin1').toString('utf8') : raw;
    const decoded = decodeURIComponent(ascii);
    return decoded.includes('\ufffd') && !/%EF%BF%BD|\ufffd/i.test(raw) ? undefined : decoded;
  } catch {
    return undefined;
  }
}

function decodePart(raw: string): string | undefined {
  return decodePercent(raw.includes('+') ? raw.replaceAll('+', ' ') : raw);
}

/** Undefined where a name or value is no percent-encoded UTF-8, or there are too many. */
export function splitPairs(text: string, pairsMax: number): Pairs | undefined {
  if (text === '') return noPairs;
  const pairs: [string, string][] = [];
  let start = 0;
  while (start < text.length) {
    const ampersand = text.indexOf('&', start);
    const end = ampersand < 0 ? text.length : ampersand;
    if (end > start) {
      if (pairs.length === pairsMax) return undefined;
      const equals = text.indexOf('=', start);
      const hasValue = equals >= 0 && equals < end;
      const name = decodePart(text.slice(start, hasValue ? equals : end));
      const value = hasValue ? decodePart(text.slice(equals + 1, end)) : '';
      if (name === undefined || value === undefined) return undefined;
      pairs.push([name, value]);
    }
    start = end + 1;
  }
  return pairs;
}

export function parseQuery(rawQuery: string): Pairs {
  const pairs = splitPairs(rawQuery, queryPairsMax);
  if (pairs === undefined) throw failWith('InvalidURI');
  return pairs;
}

/** The form of a query service, from its whole body. */
export function parseForm(body: Uint8Array): Pairs {
  // Latin-1, so that bytes sent unescaped meet the same UTF-8 check as those sent as %XX.
  const text = Buffer.from(body.buffer, body.byteOffset, body.byteLength).toString('latin1');
  const pairs = splitPairs(text.trimEnd(), formPairsMax);
  if (pairs === undefined) {
    throw failWith('MalformedInput', 'The request body is not a well-formed form.');
  }
  return pairs;
}

/** Value of the first pair of that name. */
export function pairValue(pairs: Pairs, name: string): string | undefined {
  for (const pair of pairs) {
    if (pair[0] === name) return pair[1];
  }
  return undefined;
}
