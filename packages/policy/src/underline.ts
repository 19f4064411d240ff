/**
 * A line of a policy with carets under the part that is meant, for terminals and pages.
 */
import type { Span } from './types.ts';

/** What a piece of the text says. */
export type Tone = 'good' | 'bad' | 'strong' | 'faint';

export interface UnderlineOptions {
  /** Adds what a terminal or a page needs to colour the text. Default: nothing. */
  readonly paint?: (tone: Tone, text: string) => string;
  /** Cuts longer lines of policies to what stands around the underlined. Default: never. */
  readonly columnsMax?: number;
}

const tabsAsSpaces = (text: string): string => text.replaceAll('\t', ' ');

/** Text of the policy that still shows before what is underlined, when a line is cut. */
const contextColumns = 16;
/** A window narrower than this shows nothing. */
const windowColumnsMin = 40;

interface Window {
  readonly text: string;
  /** 0-based, in `text`. */
  readonly from: number;
}

/** The part of a line around a column. */
function windowOf(line: string, from: number, columnsMax: number): Window {
  const width = Math.max(columnsMax, windowColumnsMin);
  if (line.length <= width) return { text: line, from };
  const start = Math.max(0, Math.min(from - contextColumns, line.length - width));
  const before = start === 0 ? '' : '…';
  const after = start + width < line.length ? '…' : '';
  const inside = line.slice(start + before.length, start + width - after.length);
  return { text: `${before}${inside}${after}`, from: from - start };
}

/** The line of the policy and, below it, carets under the span. */
export function underline(
  line: string,
  { start, end }: Span,
  { style, tone }: { readonly style: Required<UnderlineOptions>; readonly tone: Tone },
): string[] {
  const margin = `${start.line} | `;
  const last = end.line === start.line ? end.column : line.trimEnd().length + 1;
  const { text, from } = windowOf(tabsAsSpaces(line), start.column - 1, style.columnsMax);
  const length = Math.min(last - start.column, text.length - from);
  const carets = style.paint(tone, '^'.repeat(Math.max(1, length)));
  const before = ' '.repeat(margin.length - 2);
  return [
    `${style.paint('faint', margin)}${text}`,
    `${style.paint('faint', `${before}| `)}${' '.repeat(from)}${carets}`,
  ];
}
