/** Findings as a text for people: each with its place and the line underlined. */
import type { Tone, UnderlineOptions } from '../underline.ts';
import { underline } from '../underline.ts';
import type { Finding, FindingLocation } from './finding.ts';
import type { FindingType } from './issue-codes.ts';

const words: Readonly<Record<FindingType, string>> = {
  ERROR: 'error',
  SECURITY_WARNING: 'security warning',
  WARNING: 'warning',
  SUGGESTION: 'suggestion',
};

const tones: Readonly<Record<FindingType, Tone>> = {
  ERROR: 'bad',
  SECURITY_WARNING: 'bad',
  WARNING: 'strong',
  SUGGESTION: 'faint',
};

/** More places of one finding tell nothing more. */
const placesMax = 5;

interface Source {
  readonly lines: readonly string[];
  readonly style: Required<UnderlineOptions>;
}

/** A whole document or statement is named by its first line only. */
function placeLines(
  { span }: FindingLocation,
  tone: Tone,
  { lines, style }: Source,
): readonly string[] {
  const line = lines[span.start.line - 1] ?? '';
  const isLong = span.end.line > span.start.line;
  const shown = isLong ? { ...span, end: { ...span.start, column: span.start.column + 1 } } : span;
  return underline(line, shown, { style, tone }).map((text) => `  ${text}`);
}

function describe({ findingType, issueCode, findingDetails, locations }: Finding, source: Source) {
  const { paint } = source.style;
  const tone = tones[findingType];
  const [first] = locations;
  const place = first && `${first.span.start.line}:${first.span.start.column} `;
  const more = locations.length - placesMax;
  return [
    `${place ?? ''}${paint(tone, words[findingType])} ${issueCode}`,
    `  ${findingDetails}`,
    ...locations.slice(0, placesMax).flatMap((location) => placeLines(location, tone, source)),
    ...(more > 0 ? [`  and ${more} more places`] : []),
  ];
}

/** `text` is the document that was validated. */
export function describeFindings(
  text: string,
  findings: readonly Finding[],
  options: UnderlineOptions = {},
): string {
  const { paint = (_tone, plain) => plain, columnsMax = Number.POSITIVE_INFINITY } = options;
  const source = { lines: text.split(/\r?\n/), style: { paint, columnsMax } };
  return findings.flatMap((finding) => [...describe(finding, source), '']).join('\n');
}
