/**
 * Bounds how often something short, such as a six-digit code, can be guessed: after so many
 * failures in a row, further attempts fail unseen until a while has passed. Kept in memory: every
 * node counts for itself.
 */
export interface AttemptLimit {
  /** Whether attempts on `key` are not to be looked at now. */
  isBlocked(key: string, nowMs: number): boolean;
  noteFailure(key: string, nowMs: number): void;
  noteSuccess(key: string): void;
}

interface Failures {
  readonly count: number;
  readonly lastMs: number;
}

/** Keys remembered; the longest unfailed is forgotten first. */
const keysMax = 10_000;

export function createAttemptLimit(options: {
  readonly failuresMax: number;
  readonly pauseMs: number;
}): AttemptLimit {
  const failures = new Map<string, Failures>();
  const recent = (key: string, nowMs: number): number => {
    const known = failures.get(key);
    if (known === undefined || Math.abs(nowMs - known.lastMs) >= options.pauseMs) return 0;
    return known.count;
  };
  return {
    isBlocked: (key, nowMs) => recent(key, nowMs) >= options.failuresMax,
    noteFailure(key, nowMs) {
      const count = recent(key, nowMs) + 1;
      failures.delete(key);
      failures.set(key, { count, lastMs: nowMs });
      const oldest = failures.keys().next().value;
      if (failures.size > keysMax && oldest !== undefined) failures.delete(oldest);
    },
    noteSuccess(key) {
      failures.delete(key);
    },
  };
}
