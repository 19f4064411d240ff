/**
 * A raw query as a list of raw names and values, nothing decoded: the canonical form needs the
 * bytes as sent. `key` and `key=` are the same to a signature; empty pieces (`a&&b`) carry nothing.
 */

export interface RawParameter {
  readonly name: string;
  readonly value: string;
}

/** No AWS operation comes near; more is refused by the caller as a fault of form. */
export const queryParametersMax = 4096;

export function splitQuery(rawQuery: string): RawParameter[] {
  const parameters: RawParameter[] = [];
  let start = 0;
  while (start < rawQuery.length && parameters.length < queryParametersMax) {
    const ampersand = rawQuery.indexOf('&', start);
    const end = ampersand < 0 ? rawQuery.length : ampersand;
    const equals = rawQuery.indexOf('=', start);
    if (end > start) {
      parameters.push(
        equals < 0 || equals >= end
          ? { name: rawQuery.slice(start, end), value: '' }
          : { name: rawQuery.slice(start, equals), value: rawQuery.slice(equals + 1, end) },
      );
    }
    start = end + 1;
  }
  return parameters;
}
