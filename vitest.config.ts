/**
 * One run for the whole repository: tests beside the code, a package's own test folder, and `tests/` through
 * the socket. Child processes that a test starts use `process.execPath`, the Node that runs the tests.
 */
import { defineConfig } from 'vitest/config';

export default defineConfig({
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
    // A test must say what it is about to ignore; an empty file or a forgotten `.only` is a mistake.
    allowOnly: false,
    passWithNoTests: false,
  },
});
