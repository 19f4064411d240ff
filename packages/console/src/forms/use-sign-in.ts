/** What the forms of the door share: one attempt at a time, its failure kept for the form. */
import { useState } from 'react';
import type { SignInAnswer } from '../api/console-api.ts';

export interface Attempt {
  readonly error: unknown;
  readonly isRunning: boolean;
  run(attempt: () => Promise<SignInAnswer>): void;
}

export function useSignInAttempt(onAnswer: (answer: SignInAnswer) => void): Attempt {
  const [error, setError] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  return {
    error,
    isRunning,
    run(attempt) {
      setRunning(true);
      setError(undefined);
      attempt()
        .then(onAnswer, setError)
        .finally(() => setRunning(false));
    },
  };
}
