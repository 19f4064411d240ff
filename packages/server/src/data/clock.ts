/**
 * The server's idea of now. With `serve --test-clock` it can be moved, so that expiry of sessions,
 * MFA codes and conditions on time can be tested without waiting. The age of a signature is always
 * measured against the real time (`realNowMs`): a moved clock must not make old requests
 * replayable.
 */
export interface Clock {
  nowMs(): number;
  realNowMs(): number;
  /** Milliseconds by which `nowMs` differs from the real time. */
  readonly offsetMs: number;
  readonly movable: boolean;
  /** Throws when the clock is not movable. */
  advance(byMs: number): void;
}

export function createClock(options: { movable: boolean }): Clock {
  let offsetMs = 0;
  return {
    nowMs: () => Date.now() + offsetMs,
    realNowMs: () => Date.now(),
    get offsetMs() {
      return offsetMs;
    },
    movable: options.movable,
    advance(byMs) {
      if (!options.movable) throw new Error('the clock moves only under --test-clock');
      offsetMs += byMs;
    },
  };
}
