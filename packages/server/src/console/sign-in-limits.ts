/**
 * Bounds guessing at the door: per account and user, per address, and in how many passwords are
 * hashed at once (each takes 60 ms and 32 MiB). Kept in memory: every node counts for itself.
 */
import { createAttemptLimit } from '../data/attempt-limit.ts';
import { ConsoleError } from './json-exchange.ts';

export interface SignInLimits {
  /** Runs one attempt, or refuses it unseen; `attempt` says whether it succeeded. */
  guard<T>(who: SignInTarget, attempt: () => Promise<Attempted<T>>): Promise<T>;
}

export interface SignInTarget {
  /** Account and user, or the e-mail address: as typed, in lower case. */
  readonly name: string;
  readonly sourceIp: string;
  readonly nowMs: number;
}

export interface Attempted<T> {
  readonly succeeded: boolean;
  readonly value: T;
}

const atOnceMax = 8;

function tooMany(): ConsoleError {
  return new ConsoleError({
    status: 429,
    code: 'TooManyAttempts',
    message: 'Too many sign-in attempts. Wait a few minutes and try again.',
  });
}

export function createSignInLimits(): SignInLimits {
  const byName = createAttemptLimit({ failuresMax: 10, pauseMs: 5 * 60_000 });
  const byAddress = createAttemptLimit({ failuresMax: 100, pauseMs: 5 * 60_000 });
  let underWay = 0;
  return {
    async guard({ name, sourceIp, nowMs }, attempt) {
      const blocked = byName.isBlocked(name, nowMs) || byAddress.isBlocked(sourceIp, nowMs);
      if (blocked || underWay >= atOnceMax) throw tooMany();
      // Counted before it is known, so that attempts made at once are not one.
      byName.noteFailure(name, nowMs);
      underWay += 1;
      try {
        const { succeeded, value } = await attempt();
        if (succeeded) byName.noteSuccess(name);
        else byAddress.noteFailure(sourceIp, nowMs);
        return value;
      } finally {
        underWay -= 1;
      }
    },
  };
}
