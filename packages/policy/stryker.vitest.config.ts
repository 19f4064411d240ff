/**
 * What a mutation run (`npx stryker run`, here) tries on each mutant: the tests beside the code, the
 * vectors, the laws and the second evaluator; not the hostile documents, whose size costs minutes
 * under instrumentation.
 */
import { defineConfig } from 'vitest/config';
import type { ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  test: {
    include: [
      'src/{condition,decide,match}/*.test.ts',
      'test/{vectors,properties,differential}.test.ts',
    ],
    pool: 'forks',
    testTimeout: 60_000,
  },
});

export default config;
