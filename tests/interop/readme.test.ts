/** The README's commands, as a reader pastes them into bash, and the files that they name. */
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import {
  allowAssume,
  denyAssume,
  readWriteAppBucket,
  trustDevelopment,
} from '../../packages/cli/src/tutorial/documents.ts';
import { isInstalled, withRealServer } from './real-server.ts';

const missing = isInstalled('aws', '--version') ? undefined : 'the aws CLI is not installed';
const server = withRealServer(missing);
const root = resolve(import.meta.dirname, '../..');

/** The shell blocks from the first `aws` command to the end of the tutorial. */
function commands(): string {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  const story = text.slice(text.indexOf('## Sixty seconds'), text.indexOf('### The environment'));
  const blocks = [...story.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  return blocks.slice(1).join('\n');
}

it('tells the tutorial as it goes', async () => {
  const { url, credentialsFile, folder, run } = server();
  const hasBoto = isInstalled('python3', '-c', 'import boto3');
  const script = commands()
    .replace('$PWD/hallpass-data/credentials', credentialsFile)
    .replace('http://127.0.0.1:4566', url)
    .replaceAll('denial.txt', join(folder, 'denial.txt'))
    .split('\n')
    .filter((line) => hasBoto || !line.includes('python3'));
  const bash = ['bash', '-c', `cd '${root}'\n${script.join('\n')}`];
  const { stdout, stderr } = await run(bash);
  const session = 'arn:aws:sts::999999999999:assumed-role/UpdateApp';
  for (const text of [
    '"Arn": "arn:aws:iam::111111111111:user/David"',
    'PRE app/',
    '"Arn": "arn:aws:iam::999999999999:policy/read-write-app-bucket"',
    '"Arn": "arn:aws:iam::999999999999:role/UpdateApp"',
    `"Arn": "${session}/David"`,
    'with an explicit deny in an identity-based policy',
    'DENIED: sts:AssumeRole on arn:aws:iam::999999999999:role/UpdateApp',
    'deny-assume-S3-role-in-production',
    's3://productionapp/app/from-typescript.txt is written',
    ...(hasBoto ? ['s3://productionapp/app/from-python.txt is written'] : []),
  ]) {
    expect(stdout).toContain(text);
  }
  const lines = stderr.split('\n').filter((line) => line !== '' && !line.startsWith('npm '));
  expect(lines).toEqual([
    expect.stringMatching(/^An error occurred \(AccessDenied\) .* ListObjectsV2 .*user\/David is/),
    expect.stringMatching(/^An error occurred \(AccessDenied\) .* ListUsers .*UpdateApp\/David is/),
  ]);
}, 120_000);

it.for([
  ['read-write-app-bucket', readWriteAppBucket],
  ['trust-development', trustDevelopment],
  ['allow-assume', allowAssume.document],
  ['deny-assume', denyAssume.document],
] as const)('examples/tutorial/%s.json is the document of the tutorial', ([name, document]) => {
  const path = join(root, 'examples/tutorial', `${name}.json`);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(document);
});
