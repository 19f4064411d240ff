/**
 * One run for the whole repository: tests beside the code, a package's own test folder, and
 * `tests/` through the socket. Child processes that a test starts use `process.execPath`, the Node
 * that runs the tests.
 */
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'packages/*/{src,test}/**/*.test.{ts,tsx}',
      'tests/**/*.test.ts',
      'scripts/**/*.test.ts',
    ],
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    teardownTimeout: 10_000,
    // A slow machine is no failure: what is waited for comes, or the test's own time ends.
    expect: { poll: { timeout: 15_000 } },
    // A file without a test, or a test that was singled out and forgotten, is a mistake.
    allowOnly: false,
    passWithNoTests: false,
  },
});

export default config;
