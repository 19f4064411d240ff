/**
 * What a mutation run (`nice npx stryker run`, in this folder) tries on each mutant: the tests
 * beside the code, and the vectors. The laws and the second evaluator would kill more, but by luck:
 * their cases are drawn anew each time.
 */
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: ['src/{condition,decide,match}/*.test.ts', 'test/vectors.test.ts'],
    pool: 'forks',
    testTimeout: 60_000,
  },
});

export default config;
