/**
 * Makes docs/deviations.md: every place where Hallpass differs from AWS, collected from the
 * comments that begin with DEVIATION and a colon, which stand where the difference is made.
 * `--check` only compares.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { root, writeGenerated } from './generated-file.ts';
import { sourceFiles } from './source-files.ts';

export interface Deviation {
  readonly file: string;
  readonly text: string;
}

const mark = 'DEVIATION:';
const markInComment = /^\s*(?:\/\/|\/?\*).*DEVIATION:/;

/** The text of a comment line without its delimiters, and whether the comment ends there. */
function commentLine(line: string): { readonly text: string; readonly last: boolean } | undefined {
  const found = /^\s*(?:\/\/|\/\*\*?|\*(?!\/))\s?(.*?)\s*(\*\/)?$/.exec(line);
  return found === null ? undefined : { text: found[1] ?? '', last: found[2] !== undefined };
}

/**
 * From the mark to the end of its paragraph: an empty line, another mark or tag, the end of the
 * comment.
 */
function paragraphAt(lines: readonly string[], start: number): string {
  const first = lines[start] ?? '';
  const parts = [first.slice(first.indexOf(mark) + mark.length).replace(/\s*\*\/\s*$/, '')];
  for (const line of first.includes('*/') ? [] : lines.slice(start + 1)) {
    const comment = commentLine(line);
    if (comment === undefined || comment.text === '' || /^(@|[A-Z]+:)/.test(comment.text)) break;
    parts.push(comment.text);
    if (comment.last) break;
  }
  const text = parts.map((part) => part.trim()).join(' ');
  return text.trim().replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

export function findDeviations(): readonly Deviation[] {
  const files = sourceFiles('packages/**/*.{ts,tsx}', 'scripts/*.ts');
  return files
    .filter((file) => !file.includes('.test.'))
    .flatMap((file) => {
      const lines = readFileSync(resolve(root, file), 'utf8').split('\n');
      return lines.flatMap((line, index) =>
        markInComment.test(line) ? [{ file, text: paragraphAt(lines, index) }] : [],
      );
    });
}

/** `packages/server/src/services/sts/…` belongs under `sts`, everything else under its package. */
function sectionOf(file: string): string {
  const [, service] = /^packages\/server\/src\/services\/([^/]+)\//.exec(file) ?? [];
  return service ?? /^packages\/([^/]+)\//.exec(file)?.[1] ?? 'scripts';
}

function render(deviations: readonly Deviation[]): string {
  const sections = Map.groupBy(deviations, ({ file }) => sectionOf(file));
  const parts = [...sections]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([section, found]) => {
      const items = found.map(({ file, text }) => {
        const name = file.slice(file.lastIndexOf('/') + 1);
        return `- ${text} ([${name}](../${file}))`;
      });
      return `## ${section}\n\n${items.join('\n')}\n`;
    });
  return [
    '# Where Hallpass differs from AWS\n',
    'AWS is the specification. Each difference is marked in the code where it is made, and this page is',
    'collected from there by `npm run docs`. What is not built at all is in [operations.md](operations.md).\n',
    ...parts,
  ].join('\n');
}

if (import.meta.main) writeGenerated('docs/deviations.md', render(findDeviations()));
