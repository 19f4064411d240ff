/** The examples as they stand, and boto3. */
import { resolve } from 'node:path';
import { beforeAll, expect, it, vi } from 'vitest';
import { run as runHallpass } from '../../packages/cli/test/hallpass-process.ts';
import { isInstalled, withRealServer } from './real-server.ts';

vi.setConfig({ testTimeout: 300_000 });

const python = ['python3', 'python'].find((name) => isInstalled(name, '-c', 'import boto3'));
const server = withRealServer(undefined);
const file = (path: string): string => resolve(import.meta.dirname, '../..', path);

// Makes the role UpdateApp.
beforeAll(async () => {
  const environment = { AWS_SHARED_CREDENTIALS_FILE: server().credentialsFile };
  const told = await runHallpass(['tutorial', '--endpoint', server().url], { environment }).ended;
  if (told.code !== 0) throw new Error(told.stdout + told.stderr);
});

async function expectExample(command: readonly string[], key: string): Promise<void> {
  // Neither endpoint nor region: both are in the profile.
  const environment = { AWS_PROFILE: 'david', AWS_ENDPOINT_URL: undefined };
  const { code, stdout, stderr } = await server().run(command, environment);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  const arn = 'arn:aws:sts::999999999999:assumed-role/UpdateApp/AssumeRoleSession1';
  expect(stdout).toMatch(new RegExp(`^I am ${arn} until \\d{4}-.*\ns3://productionapp/${key} is`));
  const denied = await server().run(command, { ...environment, AWS_PROFILE: 'theresa' });
  expect(denied.code).not.toBe(0);
  expect(denied.stderr).toContain('with an explicit deny in an identity-based policy');
}

it('TypeScript', async () => {
  await expectExample(
    [process.execPath, file('examples/assume-role.ts')],
    'app/from-typescript.txt',
  );
});

it('Python', async (context) => {
  const found = python ?? context.skip('there is no Python with boto3');
  await expectExample([found, file('examples/assume_role.py')], 'app/from-python.txt');
});

it('boto3', async (context) => {
  const found = python ?? context.skip('there is no Python with boto3');
  const { code, stdout, stderr } = await server().run([
    found,
    file('tests/interop/boto3-calls.py'),
  ]);
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: 'all is well\n', stderr: '' });
});
