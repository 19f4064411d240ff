/**
 * A change to IAM, as a mutation. What pages show of IAM is asked for anew afterwards, whether all
 * of it was done or only some: pages ask for little at a time, so that this costs little.
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import type { UseMutationResult } from '@tanstack/react-query';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

export function useIamChange<I, O = void>(
  run: (iam: IAMClient, input: I) => Promise<O>,
): UseMutationResult<O, Error, I> {
  const iam = useIam();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: I) => run(iam, input),
    // Not waited for: whoever has deleted a thing leaves its page before it is asked for again.
    onSettled() {
      void queryClient.invalidateQueries({ queryKey: iamKey(sessionId) });
    },
  });
}

/** What AWS answers for a thing that is not there; anything else is thrown on. */
export async function orNone<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof Error && error.name.startsWith('NoSuchEntity')) return undefined;
    throw error;
  }
}
