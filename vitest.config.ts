/**
 * One run for the whole repository: tests beside the code, a package's own test folder, and
 * `tests/` through the socket; then the console's, each file of which has a browser and a server
 * of its own. Child processes that a test starts use `process.execPath`, the Node that runs the
 * tests.
 */
import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import type { TestSpecification } from 'vitest/node';
import { BaseSequencer } from 'vitest/node';
import type { ViteUserConfig } from 'vitest/config';

const browserTests = 'tests/console/**/*.test.ts';

/** The visits of all pages take longest: begun last, they alone would keep everyone waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isVisit = ({ moduleId }: TestSpecification): boolean => /pages[^/]*$/.test(moduleId);
    return [...sorted.filter(isVisit), ...sorted.filter((file) => !isVisit(file))];
  }
}

const config: ViteUserConfig = defineConfig({
  test: {
    pool: 'forks',
    teardownTimeout: 10_000,
    sequence: { sequencer: LongestFirst },
    // A file without a test, or a test that was singled out and forgotten, is a mistake.
    allowOnly: false,
    passWithNoTests: false,
    // A slow machine is no failure: what is waited for comes, or the test's own time ends.
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: [
            'packages/*/{src,test}/**/*.test.{ts,tsx}',
            'tests/**/*.test.ts',
            'scripts/**/*.test.ts',
          ],
          exclude: ['**/node_modules/**', browserTests],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          expect: { poll: { timeout: 15_000 } },
          sequence: { groupOrder: 0 },
        },
      },
      {
        extends: true,
        test: {
          name: 'console',
          include: [browserTests],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          // A browser is several processes, but most of the time a page waits.
          maxWorkers: availableParallelism(),
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});

export default config;
