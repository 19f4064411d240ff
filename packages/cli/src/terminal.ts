/**
 * Text for people: colours and widths only where a terminal shows them, and nothing that came from
 * a request or a policy can steer it. NO_COLOR and FORCE_COLOR are heeded (no-color.org,
 * force-color.org).
 */
import type { ExplainOptions, Tone } from '@hallpass/policy';

const codes: Readonly<Record<Tone, number>> = { good: 32, bad: 31, strong: 1, faint: 2 };

export type Paint = (tone: Tone, text: string) => string;

const plain: Paint = (_tone, text) => text;
const coloured: Paint = (tone, text) => `\u001b[${codes[tone]}m${text}\u001b[0m`;

const isSet = (value: string | undefined): boolean => value !== undefined && value !== '';

export function paintFor(
  stream: { readonly isTTY?: boolean },
  environment: Readonly<Record<string, string | undefined>> = process.env,
): Paint {
  const { NO_COLOR: no, FORCE_COLOR: force } = environment;
  if (isSet(force)) return force === '0' ? plain : coloured;
  return isSet(no) || stream.isTTY !== true ? plain : coloured;
}

/** What `explain` leaves for its own indentation and margins. */
const marginColumns = 12;

/** Lines of policies are cut to the terminal's width; in a file or a pipe they stay whole. */
export function explainOptionsFor(
  stream: { readonly isTTY?: boolean; readonly columns?: number },
  paint: Paint,
): ExplainOptions {
  const { isTTY, columns } = stream;
  if (isTTY !== true || columns === undefined) return { paint };
  return { paint, columnsMax: columns - marginColumns };
}

const steering = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g;

export const withoutSteering = (text: string): string => text.replace(steering, '\ufffd');

/** The value with every text in it made safe to print. */
export function safeToPrint<T>(value: T): T {
  const made: unknown = JSON.parse(JSON.stringify(value), (_key, inside: unknown) =>
    typeof inside === 'string' ? withoutSteering(inside) : inside,
  );
  return made as T;
}
