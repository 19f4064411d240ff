/** A decision in the engine's own words, with the deciding line of the policy underlined. */
import type { AuthorizationRequest, Decision, Tone } from '@hallpass/policy';
import { explain } from '@hallpass/policy';
import type { JSX } from 'react';

// Neither policies nor names may contain these, so what they enclose is what was painted.
const open = '\u0001';
const middle = '\u0002';
const close = '\u0003';
const painted = new RegExp(`${open}([a-z]+)${middle}([^${close}]*)${close}`);

interface Piece {
  readonly tone?: Tone;
  readonly text: string;
}

/** Split by a pattern with two groups: plain, tone, text, plain, tone, text … */
function pieces(text: string): readonly Piece[] {
  const parts = text.split(new RegExp(painted, 'g'));
  return parts.flatMap((part, at): Piece[] => {
    if (at % 3 === 0) return [{ text: part }];
    return at % 3 === 1 ? [{ tone: part as Tone, text: parts[at + 1] ?? '' }] : [];
  });
}

export function DecisionText({
  request,
  decision,
  brief,
}: {
  readonly request: Pick<AuthorizationRequest, 'principal' | 'action' | 'resource'>;
  readonly decision: Decision;
  /** Without the statements that had no part in it. */
  readonly brief: boolean;
}): JSX.Element {
  const text = explain(request, decision, {
    brief,
    paint: (tone, part) => `${open}${tone}${middle}${part}${close}`,
  });
  return (
    <pre className="document">
      {pieces(text).map(({ tone, text: part }, at) =>
        tone === undefined ? (
          part
        ) : (
          <span key={at} className={`tone-${tone}`}>
            {part}
          </span>
        ),
      )}
    </pre>
  );
}
