/**
 * Proves that the linter's configuration catches what it is there for: each case is a file that
 * breaks one rule, laid out as in this repository, and the rule that must report it. A layer rule
 * that silently stops matching (a folder renamed, an option misspelt) fails here rather than months
 * later.
 */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '..');

interface Violation {
  readonly file: string;
  readonly source: string;
  readonly rule: string;
}

const layers = 'eslint(no-restricted-imports)';
const server = 'packages/server/src';

function importing(file: string, specifier: string): Violation {
  return {
    file,
    source: `import { x } from '${specifier}';\nexport const y: number = x;\n`,
    rule: layers,
  };
}

const violations: readonly Violation[] = [
  importing('packages/policy/src/a.ts', 'node:fs'),
  importing('packages/policy/src/b.ts', '@hallpass/wire'),
  importing('packages/policy/src/c.ts', 'ulid'),
  importing('packages/wire/src/a.ts', '@hallpass/policy'),
  importing('packages/store/src/a.ts', '@hallpass/server'),
  importing(`${server}/a.ts`, '@hallpass/cli'),
  importing(`${server}/data/a.ts`, '../services/iam/operations/index.ts'),
  importing(`${server}/data/b.ts`, '../authorize/authorize.ts'),
  importing(`${server}/data/c.ts`, '../pipeline.ts'),
  importing(`${server}/data/d.ts`, '../operation.ts'),
  importing(`${server}/authenticate/a.ts`, '../authorize/authorize.ts'),
  importing(`${server}/authorize/a.ts`, '../services/registry.ts'),
  importing(`${server}/authorize/b.ts`, '../http.ts'),
  importing(`${server}/services/sts/a.ts`, '../iam/roles.ts'),
  importing(`${server}/services/sts/operations/A.ts`, '../../iam/roles.ts'),
  importing(`${server}/services/sts/operations/B.ts`, '../../../pipeline.ts'),
  importing(`${server}/services/sts/c.ts`, '../../http.ts'),
  importing(`${server}/http.ts`, './server.ts'),
  importing(`${server}/data/g.ts`, '../server-state.ts'),
  importing(`${server}/services/s3/e.ts`, '../../bootstrap.ts'),
  importing(`${server}/pipeline.ts`, './http.ts'),
  importing('packages/cli/src/a.ts', '@hallpass/wire'),
  importing('packages/console/src/a.ts', '@hallpass/server'),
  importing('packages/console/src/b.ts', 'node:crypto'),
  {
    file: `${server}/floating.ts`,
    source: 'async function f(): Promise<void> {}\nexport function g(): void {\n  f();\n}\n',
    rule: 'typescript(no-floating-promises)',
  },
  {
    file: `${server}/any.ts`,
    source: 'export const x: any = 1;\n',
    rule: 'typescript(no-explicit-any)',
  },
  {
    file: `${server}/default.ts`,
    source: 'const x = 1;\nexport default x;\n',
    rule: 'import(no-default-export)',
  },
  {
    file: `${server}/cycle-a.ts`,
    source: `import { b } from './cycle-b.ts';\nexport const a = (): number => b();\n`,
    rule: 'import(no-cycle)',
  },
  {
    file: `${server}/cycle-b.ts`,
    source: `import { a } from './cycle-a.ts';\nexport const b = (): number => a();\n`,
    rule: 'import(no-cycle)',
  },
  {
    file: `${server}/long-file.ts`,
    source: `export const x = [\n${'  1,\n'.repeat(400)}];\n`,
    rule: 'eslint(max-lines)',
  },
  {
    file: `${server}/long-function.ts`,
    source: `export function f(n: number): number[] {\n  return [\n${'    n,\n'.repeat(60)}  ];\n}\n`,
    rule: 'eslint(max-lines-per-function)',
  },
  {
    file: `${server}/parameters.ts`,
    source:
      'export const f = (a: number, b: number, c: number, d: number): number => a + b + c + d;\n',
    rule: 'eslint(max-params)',
  },
];

/** What the layers allow must stay allowed. */
const allowed: readonly Violation[] = [
  importing(`${server}/services/sts/operations/C.ts`, '../../../data/roles.ts'),
  importing(`${server}/services/sts/operations/D.ts`, '../durations.ts'),
  importing(`${server}/services/sts/operations/E.ts`, '../../../authenticate/session-token.ts'),
  importing(`${server}/services/sts/operations/F.ts`, '../../../operation.ts'),
  importing(`${server}/services/sts/d.ts`, '../operation-schemas.ts'),
  importing(`${server}/services/registry.ts`, './iam/operations/index.ts'),
  importing(`${server}/pipeline2.ts`, '@hallpass/policy'),
  importing(`${server}/data/e.ts`, '@hallpass/store'),
  importing(`${server}/data/f.ts`, './access-keys.ts'),
  importing('packages/cli/src/b.ts', '@hallpass/server'),
  importing('packages/cli/src/c.ts', '@hallpass/store'),
  importing('packages/console/src/c.ts', '@hallpass/policy'),
  importing('packages/policy/src/d.ts', './types.ts'),
];

let folder = '';
let reported = new Set<string>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hallpass-lint-'));
  for (const name of ['.oxlintrc.json', 'tsconfig.json'])
    copyFileSync(join(root, name), join(folder, name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const { file, source } of [...violations, ...allowed]) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), source);
  }
  const oxlint = join(root, 'node_modules/oxlint/bin/oxlint');
  const run = spawnSync(process.execPath, [oxlint, '-f', 'json', 'packages'], {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  const { diagnostics } = JSON.parse(run.stdout) as {
    diagnostics: { code: string; filename: string }[];
  };
  reported = new Set(diagnostics.map((found) => `${found.filename}: ${found.code}`));
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(violations)('$file breaks $rule', ({ file, rule }) => {
  expect([...reported]).toContain(`${file}: ${rule}`);
});

test.each(allowed)('$file is allowed', ({ file }) => {
  expect([...reported].filter((line) => line.startsWith(`${file}: ${layers}`))).toEqual([]);
});
