/** The repository's own files: everything that is neither installed, built nor written by a run. */
import { globSync } from 'node:fs';
import { root } from './generated-file.ts';

const foreignFolders = new Set(
  'node_modules dist coverage reports screenshots hallpass-data .git .stryker-tmp'.split(' '),
);

/** Paths relative to the root, with `/`, sorted. */
export function sourceFiles(...patterns: readonly string[]): readonly string[] {
  const found = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => foreignFolders.has(entry.name),
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length + 1))
    .toSorted();
}
