/** The `aws` command line, as it is installed. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { run as runHallpass } from '../../packages/cli/test/hallpass-process.ts';
import type { Output } from './real-server.ts';
import { isInstalled, withRealServer } from './real-server.ts';

// A call takes most of a second, more where the machine has much else to do.
vi.setConfig({ testTimeout: 300_000 });

const missing = isInstalled('aws', '--version') ? undefined : 'the aws CLI is not installed';
const server = withRealServer(missing);

async function aws(profile: string, ...args: readonly string[]): Promise<Output> {
  return server().run(['aws', ...args, '--profile', profile]);
}

/** What a call that must succeed printed. */
async function good(profile: string, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await aws(profile, ...args);
  expect([args.join(' '), code, stderr]).toEqual([args.join(' '), 0, '']);
  return stdout;
}

async function json(profile: string, ...args: readonly string[]): Promise<unknown> {
  return JSON.parse(await good(profile, ...args, '--output', 'json'));
}

const production = 'production-admin';

describe.concurrent('the tutorial', () => {
  it('goes as told when its commands are pasted into bash', async () => {
    const { url, credentialsFile, run } = server();
    const environment = { AWS_SHARED_CREDENTIALS_FILE: credentialsFile };
    const told = await runHallpass(['tutorial', '--commands', '--endpoint', url], { environment })
      .ended;
    const { stdout, stderr } = await run(['bash', '-c', told.stdout]);
    const role = 'arn:aws:iam::999999999999:role/UpdateApp';
    expect(stdout).toContain('"Arn": "arn:aws:iam::999999999999:policy/read-write-app-bucket"');
    expect(stdout).toContain(`"Arn": "${role}"`);
    expect(stdout).toContain('"Arn": "arn:aws:sts::999999999999:assumed-role/UpdateApp/David"');
    expect(stdout).toMatch(/PRE app\/\n.* 31 readme\.txt\n/);
    const session = 'arn:aws:sts::999999999999:assumed-role/UpdateApp/David';
    const failed = 'An error occurred (AccessDenied) when calling the';
    expect(stderr.trim().split(/\n+/)).toEqual([
      expect.stringMatching(/ListObjectsV2 operation: User: .*user\/David is not authorized/),
      `${failed} ListUsers operation: User: ${session} is not authorized to perform: ` +
        'iam:ListUsers on resource: arn:aws:iam::999999999999:user/ because no identity-based ' +
        'policy allows the iam:ListUsers action',
      `${failed} AssumeRole operation: User: arn:aws:iam::111111111111:user/Theresa is not ` +
        `authorized to perform: sts:AssumeRole on resource: ${role} with an explicit deny in an ` +
        'identity-based policy',
    ]);
  });
});

describe.concurrent('aws s3', () => {
  it('makes, copies, lists, syncs, moves, removes', async () => {
    const { folder, run } = server();
    const odd = 'sub/two words+ü%25.txt';
    mkdirSync(join(folder, 'dir/sub'), { recursive: true });
    writeFileSync(join(folder, 'dir/one.txt'), 'one\n');
    writeFileSync(join(folder, 'dir', odd), 'two\n');
    const s3 = (...args: string[]) => good(production, 's3', ...args);
    await s3('mb', 's3://by-cli');
    await s3('sync', 'dir', 's3://by-cli/dir', '--no-progress');
    expect(await s3('sync', 'dir', 's3://by-cli/dir', '--no-progress')).toBe('');
    const listed = await s3('ls', 's3://by-cli', '--recursive');
    expect(listed.replaceAll(/^\S+ \S+ +/gm, '')).toBe(`4 dir/one.txt\n4 dir/${odd}\n`);
    await s3('mv', 's3://by-cli/dir/one.txt', 's3://by-cli/moved.txt', '--no-progress');
    expect(await s3('cp', 's3://by-cli/moved.txt', '-')).toBe('one\n');

    const url = (await s3('presign', 's3://by-cli/moved.txt')).trim();
    expect(await (await fetch(url)).text()).toBe('one\n');
    expect((await fetch(url.replace('moved', 'dir/one'))).status).toBe(403);
    await s3('rm', 's3://by-cli', '--recursive');
    await s3('rb', 's3://by-cli');
    const gone = await aws(production, 's3', 'ls', 's3://by-cli');
    expect(gone.stderr).toContain('(NoSuchBucket)');
    expect((await run(['aws', 's3', 'ls', '--no-sign-request'])).stderr).toContain(
      '(AccessDenied)',
    );
  });

  it('takes a large file in parts, there and back', async () => {
    const { folder } = server();
    const bytes = randomBytes(20_000_000);
    writeFileSync(join(folder, 'big'), bytes);
    const s3 = (...args: string[]) => good(production, 's3', ...args, '--no-progress');
    await good(production, 's3', 'mb', 's3://large');
    await s3('cp', 'big', 's3://large/big');
    await s3('cp', 's3://large/big', 's3://large/copy');
    await s3('cp', 's3://large/copy', 'back');
    const hash = (data: Buffer) => createHash('sha256').update(data).digest('hex');
    expect(hash(readFileSync(join(folder, 'back')))).toBe(hash(bytes));
    const head = await json(production, ...'s3api head-object --bucket large --key big'.split(' '));
    expect(head).toMatchObject({
      ContentLength: bytes.length,
      ETag: expect.stringMatching(/^"[0-9a-f]{32}-3"$/) as string,
    });
  });
});

describe.concurrent('aws s3api', () => {
  it('sees what it put, and is told what is not there', async () => {
    const api = (command: string) => json(production, 's3api', ...command.split(' '));
    writeFileSync(join(server().folder, 'body.txt'), '0123456789');
    await api('create-bucket --bucket by-s3api');
    const object = '--bucket by-s3api --key body.txt';
    await api(`put-object ${object} --body body.txt --metadata a=b --checksum-algorithm SHA256`);
    expect(await api(`get-object ${object} --range bytes=2-4 part.txt`)).toMatchObject({
      ContentRange: 'bytes 2-4/10',
      Metadata: { a: 'b' },
    });
    expect(readFileSync(join(server().folder, 'part.txt'), 'utf8')).toBe('234');
    expect(await api('get-public-access-block --bucket by-s3api')).toEqual({
      PublicAccessBlockConfiguration: {
        BlockPublicAcls: true,
        IgnorePublicAcls: true,
        BlockPublicPolicy: true,
        RestrictPublicBuckets: true,
      },
    });
    expect(await api('list-objects-v2 --bucket by-s3api --query Contents[].Key')).toEqual([
      'body.txt',
    ]);
    const none = await aws(production, 's3api', 'get-bucket-policy', '--bucket', 'by-s3api');
    expect(none.stderr).toContain('(NoSuchBucketPolicy)');
    const deleted = await api('delete-objects --bucket by-s3api --delete Objects=[{Key=body.txt}]');
    expect(deleted).toEqual({ Deleted: [{ Key: 'body.txt' }] });
  });
});

describe.concurrent('aws iam and aws organizations', () => {
  it('manage users, policies and accounts', async () => {
    const iam = (command: string) => json(production, 'iam', ...command.split(' '));
    expect(await iam('create-user --user-name ByCli --tags Key=team,Value=blue')).toMatchObject({
      User: { UserName: 'ByCli', Tags: [{ Key: 'team', Value: 'blue' }] },
    });
    const policy = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
    await good(
      production,
      ...`iam attach-user-policy --user-name ByCli --policy-arn ${policy}`.split(' '),
    );
    expect(await iam('list-attached-user-policies --user-name ByCli')).toEqual({
      AttachedPolicies: [{ PolicyName: 'AmazonS3ReadOnlyAccess', PolicyArn: policy }],
    });
    const twice = await aws(production, ...'iam create-user --user-name bycli'.split(' '));
    expect(twice.stderr).toContain('(EntityAlreadyExists) when calling the CreateUser operation');
    expect(await iam('list-policies --scope AWS --query length(Policies)')).toBeGreaterThan(1000);
    const unbuilt = await aws(production, 'iam', 'generate-credential-report');
    expect(unbuilt.stderr).toContain('(NotImplemented)');
    expect(
      await json('management-admin', 'organizations', 'list-accounts', '--query', 'Accounts[].Id'),
    ).toEqual(expect.arrayContaining(['111111111111', '999999999999']));
    const denied = await aws('david', 'iam', 'list-users');
    expect(denied.stderr).toContain('because no identity-based policy allows the iam:ListUsers');
  });
});
