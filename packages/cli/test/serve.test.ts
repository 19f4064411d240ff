/** `hallpass serve` from start to end: what it prints, what it writes, how it stops. */
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { ListUsersCommand } from '@aws-sdk/client-iam';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { describe, expect, it } from 'vitest';
import { awsClients } from '../src/aws-clients.ts';
import type { AwsClients } from '../src/aws-clients.ts';
import { readProfile } from '../src/credentials-file.ts';
import { newFolder, run, serve } from './hallpass-process.ts';

function rootClients(url: string, folder: string): AwsClients {
  const root = readProfile(join(folder, 'credentials'), 'root');
  if (root === undefined) throw new Error('no profile root');
  return awsClients(url, root);
}

describe('a first start', () => {
  it('prints one ready line with the URL, then structured logs, and stops with 0', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder]);
    const health = await fetch(`${server.url}/_hallpass/health`);
    expect(health.status).toBe(200);
    expect(await health.json()).toMatchObject({ status: 'ok' });

    const { code, stdout, stderr } = await server.stop();
    expect(code).toBe(0);
    const [ready, console, credentials, ...rest] = stdout.split('\n');
    expect(ready).toBe(`Hallpass is ready at ${server.url}`);
    // Built or not: another test's affair.
    expect(console).toMatch(/^The console (is at http:.+\/_console\/|was not built: .+)$/);
    expect(credentials).toBe(`Credentials are in ${folder}/credentials`);
    expect(rest).toEqual(['']);
    const lines = stderr
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as object);
    expect(lines).toMatchObject([
      { level: 'info', message: 'stopping', signal: 'SIGTERM' },
      { level: 'info', message: 'stopped' },
    ]);
  });

  it('takes the root user from the environment; a later one warns that it does not', async () => {
    const folder = newFolder();
    const account = (id: string) => ({ environment: { HALLPASS_ROOT_ACCOUNT_ID: id } });
    const first = await serve(['--data', folder], account('111122223333'));
    expect((await first.stop()).stderr).not.toContain('ignored');
    const later = await serve(['--data', folder], account('444455556666'));
    const { sts } = rootClients(later.url, folder);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toBe('111122223333');
    const warned = (await later.stop()).stderr.split('\n').filter((line) => line.includes('warn'));
    expect(warned).toHaveLength(1);
    expect(warned[0]).toContain('holds another: HALLPASS_ROOT_ACCOUNT_ID"');
  });

  it('makes an account whose root user may enter, with files that are nobody else’s', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder]);
    const { sts } = rootClients(server.url, folder);
    const { Arn, Account } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Account).toMatch(/^\d{12}$/);
    expect(Arn).toBe(`arn:aws:iam::${Account}:root`);
    for (const name of ['credentials', 'hallpass.key', 'metadata.sqlite', 'lock']) {
      expect([name, (statSync(join(folder, name)).mode & 0o777).toString(8)]).toEqual([
        name,
        '600',
      ]);
    }
    expect(readFileSync(join(folder, 'credentials'), 'utf8')).toMatch(
      new RegExp(
        `^\\[root\\]\n# account ${Account}, root user \\S+\n# console password: \\S{20}\n` +
          'aws_access_key_id = AKIA[A-Z2-7]{16}\naws_secret_access_key = [A-Za-z0-9+/]{40}\n' +
          `region = us-east-1\nendpoint_url = ${server.url}\n` +
          's3 =\n  signature_version = s3v4\n$',
      ),
    );
    await server.stop();
  });

  it('takes what the environment fixes', async () => {
    const folder = newFolder();
    const environment = {
      HALLPASS_ROOT_ACCOUNT_ID: '123456789012',
      HALLPASS_ROOT_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE',
      HALLPASS_ROOT_SECRET_ACCESS_KEY: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
      HALLPASS_ROOT_PASSWORD: 'correct horse',
    };
    const server = await serve(['--data', folder], { environment });
    const { sts } = awsClients(server.url, {
      accessKeyId: environment.HALLPASS_ROOT_ACCESS_KEY_ID,
      secretAccessKey: environment.HALLPASS_ROOT_SECRET_ACCESS_KEY,
    });
    const { Account } = await sts.send(new GetCallerIdentityCommand({}));
    expect(Account).toBe('123456789012');
    const text = readFileSync(join(folder, 'credentials'), 'utf8');
    expect(text).toContain('as set in HALLPASS_ROOT_PASSWORD');
    expect(text).not.toContain('correct horse');
    await server.stop();
  });

  it('finishes after being killed at any moment', async () => {
    const folder = newFolder();
    for (const afterMs of [100, 180, 260, 340, 420, 500]) {
      const command = run(['serve', '--port', '0', '--data', folder]);
      await sleep(afterMs);
      command.child.kill('SIGKILL');
      await command.ended;
    }
    const server = await serve(['--data', folder]);
    const { sts } = rootClients(server.url, folder);
    expect((await sts.send(new GetCallerIdentityCommand({}))).Account).toMatch(/^\d{12}$/);
    const profiles = readFileSync(join(folder, 'credentials'), 'utf8').match(/^\[/gm);
    expect(profiles).toHaveLength(1);
    await server.stop();
  });
});

describe('a later start', () => {
  it('keeps account and keys; profiles follow to another port, others stay as they are', async () => {
    const folder = newFolder();
    const path = join(folder, 'credentials');
    const first = await serve(['--data', folder]);
    await first.stop();
    const written = readFileSync(path, 'utf8');
    const foreign = '[mine]\naws_access_key_id = A\nendpoint_url = http://elsewhere:1\n';
    writeFileSync(path, `# kept\n${foreign}\n${written}`, { mode: 0o644 });

    const second = await serve(['--data', folder], {
      environment: { HALLPASS_ROOT_ACCOUNT_ID: '123456789012' },
    });
    expect(second.url).not.toBe(first.url);
    expect(readFileSync(path, 'utf8')).toBe(
      `# kept\n\n${foreign}\n${written.replace(first.url, second.url)}`,
    );
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await rootClients(second.url, folder).iam.send(new ListUsersCommand({}));
    await second.stop();
  });
});

describe('stopping', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'with %s lets an upload under way finish',
    async (signal) => {
      const folder = newFolder();
      const server = await serve(['--data', folder]);
      const { s3 } = rootClients(server.url, folder);
      await s3.send(new CreateBucketCommand({ Bucket: 'uploads' }));
      const part = Buffer.alloc(64 * 1024, 'x');
      let started: () => void;
      const uploading = new Promise<void>((done) => (started = done));
      async function* slowly(): AsyncGenerator<Buffer> {
        for (let sent = 0; sent < 8; sent++) {
          yield part;
          if (sent === 1) started();
          await sleep(150);
        }
      }
      const upload = s3.send(
        new PutObjectCommand({
          Bucket: 'uploads',
          Key: 'slow',
          Body: Readable.from(slowly()),
          ContentLength: 8 * part.length,
        }),
      );
      await uploading;
      server.child.kill(signal);
      await expect(upload).resolves.toMatchObject({ ETag: expect.any(String) as string });
      expect(await server.ended).toMatchObject({ code: 0, signal: null });

      const again = await serve(['--data', folder]);
      const { Body } = await rootClients(again.url, folder).s3.send(
        new GetObjectCommand({ Bucket: 'uploads', Key: 'slow' }),
      );
      expect((await Body?.transformToByteArray())?.length).toBe(8 * part.length);
      await again.stop();
    },
  );

  it('takes no new connection meanwhile, and ends busy keep-alive ones', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder]);
    const { sts } = rootClients(server.url, folder);
    const asks = (async () => {
      for (;;) await sts.send(new GetCallerIdentityCommand({}));
    })();
    await sleep(200);
    const [{ code }] = await Promise.all([
      server.stop(),
      expect(asks).rejects.toThrow(/ECONNRE(FUSED|SET)|socket hang up/),
    ]);
    expect(code).toBe(0);
  });

  it('goes on when nobody reads what it prints', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder]);
    server.child.stdout?.destroy();
    server.child.stderr?.destroy();
    const { iam } = rootClients(server.url, folder);
    const denied = awsClients(server.url, {
      accessKeyId: 'AKIAAAAAAAAAAAAAAAAA',
      secretAccessKey: 'x',
    });
    await expect(denied.iam.send(new ListUsersCommand({}))).rejects.toThrow(
      'The security token included in the request is invalid',
    );
    await iam.send(new ListUsersCommand({}));
    server.child.kill('SIGTERM');
    expect((await server.ended).code).toBe(0);
  });
});

describe('imports', () => {
  it('load the schemas of the SDK without its clients', async () => {
    const folder = newFolder();
    const script = `import { Module } from 'node:module'; import { writeFileSync } from 'node:fs';
      process.on('exit', () => writeFileSync('${folder}/modules', Object.keys(Module._cache).join()));`;
    const nodeArguments = ['--import', `data:text/javascript,${encodeURIComponent(script)}`];
    const server = await serve(['--data', folder], { nodeArguments });
    await server.stop();
    const modules = readFileSync(join(folder, 'modules'), 'utf8');
    expect(modules).not.toMatch(/@aws-sdk\/client-|node-http-handler/);
  });
});

describe('addresses', () => {
  it('of every interface are told as one that clients can reach', async () => {
    const folder = newFolder();
    const server = await serve(['--data', folder, '--host', '0.0.0.0']);
    expect(server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect((await fetch(`${server.url}/_hallpass/health`)).status).toBe(200);
    await server.stop();
  });

  it('with IPv6', async (context) => {
    const probe = createServer();
    const works = await new Promise<boolean>((done) => {
      probe.once('error', () => done(false)).listen(0, '::1', () => done(true));
    });
    probe.close();
    if (!works) context.skip('this machine has no IPv6');
    const server = await serve(['--data', newFolder(), '--host', '::1']);
    expect(server.url).toMatch(/^http:\/\/\[::1\]:\d+$/);
    expect((await fetch(`${server.url}/_hallpass/health`)).status).toBe(200);
    await server.stop();
  });
});
