/** Performs the story and prints, step by step, what AWS would answer against what was answered. */
import type { Cast, Expected, Step } from './story.ts';
import { story } from './story.ts';

interface Answer {
  readonly code?: string;
  readonly message?: string;
  readonly result?: string | undefined;
}

async function perform(step: Step, cast: Cast): Promise<Answer> {
  try {
    return { result: await step.run(cast) };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    // The SDK names modelled errors by their shape: MalformedPolicyDocumentException.
    return { code: error.name.replace(/Exception$/, ''), message: error.message };
  }
}

function isAsExpected(expected: Expected, answer: Answer): boolean {
  if (expected.code !== answer.code) return false;
  if (expected.message !== undefined && expected.message !== answer.message) return false;
  return expected.result === undefined || expected.result === answer.result;
}

function inWords(answer: Answer | Expected): string {
  if (answer.code === undefined) return answer.result ?? 'success';
  return answer.message === undefined ? answer.code : `${answer.code}: ${answer.message}`;
}

/** `true` when every step went as at AWS. */
export async function runStory(cast: Cast, print: (line: string) => void): Promise<boolean> {
  let right = 0;
  for (const step of story) {
    const answer = await perform(step, cast);
    const good = isAsExpected(step.expected, answer);
    if (good) right += 1;
    print(`${good ? '✓' : '✗'} ${step.title}`);
    print(`    AWS answers  ${inWords(step.expected)}`);
    print(`    answered     ${inWords(answer)}`);
  }
  print('');
  print(`${right} of ${story.length} steps are as they should be`);
  return right === story.length;
}
