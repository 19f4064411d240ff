/** `curl --aws-sigv4`, and URLs that were signed beforehand. */
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Output } from './real-server.ts';
import { withRealServer } from './real-server.ts';

const server = withRealServer(undefined);

describe('curl --aws-sigv4', () => {
  beforeEach((context) => {
    const { stdout } = spawnSync('curl', ['--help', 'all'], { encoding: 'utf8' });
    if (!stdout?.includes('--aws-sigv4')) context.skip('no curl here that signs');
  });

  function curl(profile: string, service: string, ...args: readonly string[]): Promise<Output> {
    const { accessKeyId, secretAccessKey } = server().profile(profile);
    const scope = `aws:amz:us-east-1:${service}`;
    const user = `${accessKeyId}:${secretAccessKey}`;
    return server().run(['curl', '-s', '--aws-sigv4', scope, '--user', user, ...args]);
  }

  it('asks STS who it is', async () => {
    const form = 'Action=GetCallerIdentity&Version=2011-06-15';
    const { stdout } = await curl('david', 'sts', '-d', form, server().url);
    expect(stdout).toContain('<Arn>arn:aws:iam::111111111111:user/David</Arn>');
    const wrong = ['--user', 'AKIAAAAAAAAAAAAAAAAA:wrong', '-d', form, server().url];
    expect((await curl('david', 'sts', ...wrong)).stdout).toContain('InvalidClientTokenId');
  });

  it('writes, reads and lists objects', async () => {
    const { url, folder } = server();
    writeFileSync(join(folder, 'up.txt'), 'by curl');
    // Older releases of curl leave this header out, which S3 insists on.
    const unsigned = ['-H', 'x-amz-content-sha256: UNSIGNED-PAYLOAD'];
    const s3 = (...args: string[]) => curl('production-admin', 's3', ...unsigned, ...args);
    const object = `${url}/productionapp/by-curl.txt`;
    expect((await s3('-T', 'up.txt', object)).stdout).toBe('');
    expect((await s3(object)).stdout).toBe('by curl');
    const { stdout } = await s3(`${url}/productionapp?list-type=2&prefix=by-curl`);
    expect(stdout).toContain('<Key>by-curl.txt</Key>');
    const head = await s3('-I', object);
    expect(head.stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    const denied = await curl('david', 's3', ...unsigned, object);
    expect(denied.stdout).toContain('<Code>AccessDenied</Code>');
  });
});

describe('a URL signed beforehand', () => {
  const sign = (command: GetObjectCommand | PutObjectCommand, profile = 'production-admin') => {
    const { accessKeyId, secretAccessKey } = server().profile(profile);
    const s3 = new S3Client({
      endpoint: server().url,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey },
      forcePathStyle: true,
    });
    return getSignedUrl(s3, command, { expiresIn: 60 });
  };
  const object = { Bucket: 'productionapp', Key: 'signed/a b+ü.txt' };

  it('lets whoever has it do the one thing', async () => {
    const put = await fetch(await sign(new PutObjectCommand(object)), {
      method: 'PUT',
      body: 'hi',
    });
    expect(put.status).toBe(200);
    const url = await sign(new GetObjectCommand({ ...object, ResponseContentType: 'text/x-own' }));
    const got = await fetch(url);
    expect([got.headers.get('content-type'), await got.text()]).toEqual(['text/x-own', 'hi']);
    expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403);
    for (const [from, to] of [
      ['X-Amz-Expires=60', 'X-Amz-Expires=61'],
      ['signed', 'signeD'],
      ['x-own', 'x-owm'],
    ] as const) {
      expect([to, (await fetch(url.replace(from, to))).status]).toEqual([to, 403]);
    }
  });

  it('does what its signer may, no more', async () => {
    const answer = await fetch(await sign(new GetObjectCommand(object), 'david'));
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('<Code>AccessDenied</Code>');
  });
});
