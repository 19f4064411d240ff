/**
 * A raw query as a list of raw names and values, nothing decoded: the canonical form needs the
 * bytes as sent. `key` and `key=` are the same to a signature; empty pieces (`a&&b`) carry nothing.
 */

export interface RawParameter {
  readonly name: string;
  readonly value: string;
}

/**
 * No AWS operation comes near. INVARIANT: every byte of the query is in some parameter, so that
 * nothing escapes the signature; what follows the last but one is taken as one.
 */
export const queryParametersMax = 4096;

function parameterOf(piece: string): RawParameter {
  const equals = piece.indexOf('=');
  return equals < 0
    ? { name: piece, value: '' }
    : { name: piece.slice(0, equals), value: piece.slice(equals + 1) };
}

export function splitQuery(rawQuery: string): RawParameter[] {
  const parameters: RawParameter[] = [];
  let start = 0;
  while (start < rawQuery.length) {
    const isLast = parameters.length === queryParametersMax - 1;
    const ampersand = isLast ? -1 : rawQuery.indexOf('&', start);
    const end = ampersand < 0 ? rawQuery.length : ampersand;
    if (end > start) {
      parameters.push(parameterOf(rawQuery.slice(start, end)));
    }
    start = end + 1;
  }
  return parameters;
}
