/** `npx hallpass` in a checkout, and what an old Node is told. */
import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { newFolder, run } from './hallpass-process.ts';

it('runs by npx from the checkout', () => {
  const root = resolve(import.meta.dirname, '../../..');
  const command = 'hallpass';
  const { status, stdout } = spawnSync('npx', ['--no', '--', command, '--help'], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^Usage: hallpass /);
  for (const command of ['serve', 'tutorial', 'clock']) expect(stdout).toContain(`\n  ${command} `);
});

it('tells an old Node apart', async () => {
  const script =
    "Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.1.0' } })";
  const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
  const { code, stderr } = await run(['--help'], { nodeArguments, workingFolder: newFolder() })
    .ended;
  expect(code).toBe(1);
  expect(stderr).toMatch(/^hallpass needs Node 24 or newer; .*\n$/);
});
