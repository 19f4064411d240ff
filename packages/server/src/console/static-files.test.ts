import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, expect, test } from 'vitest';
import { startTestServer } from '../../test/harness.ts';
import { addBucket } from '../../test/s3.ts';

const folder = mkdtempSync(join(tmpdir(), 'hallpass-console-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'assets'));
const script = 'export const x = 1;\n'.repeat(100);
writeFileSync(join(folder, 'assets/main-abc.js'), script);
writeFileSync(join(folder, 'assets/main-abc.js.br'), brotliCompressSync(script));
writeFileSync(join(folder, 'mark.svg'), '<svg/>');

const server = await startTestServer({ consoleFolder: folder });

interface Raw {
  readonly status: number | undefined;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Without what `fetch` does to paths, headers and encodings. */
function raw(path: string, options: { method?: string; headers?: object } = {}): Promise<Raw> {
  const { port } = new URL(server.endpoint);
  return new Promise((resolve, reject) => {
    const { method = 'GET', headers = {} } = options;
    const request = httpRequest({ port, path, method, headers: { ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode,
          headers: response.headers,
          body: Buffer.concat(chunks),
        }),
      );
    });
    request.on('error', reject).end();
  });
}

test('a console that was not built says so, and is there once it is', async () => {
  const before = await raw('/_console/');
  expect(before.status).toBe(503);
  expect(before.body.toString()).toContain('npm run build:console');
  writeFileSync(
    join(folder, 'index.html'),
    '<script nonce="__NONCE__" src="/_console/assets/main-abc.js"></script>',
  );
  expect((await raw('/_console/')).status).toBe(200);
});

test('every address gives the page, with a nonce of its own and a strict policy', async () => {
  const nonces = new Set<string>();
  for (const path of ['/_console/', '/_console/signin?account=x', '/_console/1-a/iam/users']) {
    const { status, headers, body } = await raw(path);
    const [, nonce = ''] = /nonce="([^"]+)"/.exec(body.toString()) ?? [];
    nonces.add(nonce);
    expect(status).toBe(200);
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain(`script-src 'nonce-${nonce}' 'strict-dynamic'`);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    expect(headers['cache-control']).toBe('no-store');
    expect(headers['x-content-type-options']).toBe('nosniff');
  }
  expect(nonces.size).toBe(3);
});

test('hashed files are kept for good, and sent compressed to whom that is welcome', async () => {
  const plain = await raw('/_console/assets/main-abc.js');
  expect(plain.body.toString()).toBe(script);
  expect(plain.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  });
  const headers = { 'Accept-Encoding': 'gzip, deflate, br' };
  const small = await raw('/_console/assets/main-abc.js', { headers });
  expect(small.headers['content-encoding']).toBe('br');
  expect(brotliDecompressSync(small.body).toString()).toBe(script);
  const refused = await raw('/_console/assets/main-abc.js', {
    headers: { 'Accept-Encoding': 'br;q=0' },
  });
  expect(refused.headers['content-encoding']).toBeUndefined();
  const head = await raw('/_console/mark.svg', { method: 'HEAD' });
  expect(head.headers['content-type']).toBe('image/svg+xml');
  expect(head.body.length).toBe(0);
});

test('no path leads out of the folder', async () => {
  const paths = [
    '/_console/../../../etc/passwd',
    '/_console/assets/../../../../etc/passwd',
    '/_console/%2e%2e/%2e%2e/etc/passwd',
    '/_console/assets/..%2f..%2fpackage.json',
    '/_console//etc/passwd',
  ];
  for (const path of paths) {
    const { body } = await raw(path);
    expect(body.toString()).not.toContain('root:');
    expect(body.toString()).not.toContain('"name"');
  }
  expect((await raw('/_console/assets/none.js')).status).toBe(404);
  expect((await raw('/_console/', { method: 'PUT' })).status).toBe(405);
});

test('the root of the server leads people to the console, and programs to S3', async () => {
  const person = await raw('/', { headers: { 'Sec-Fetch-Mode': 'navigate' } });
  expect(person).toMatchObject({ status: 302, headers: { location: '/_console/' } });
  expect((await raw('/')).status).toBe(403);
  expect((await raw('/_console')).headers['location']).toBe('/_console/');
  const hosted = await raw('/_console/', { headers: { Host: 'bucket.localhost' } });
  expect(hosted.headers['content-type']).toBe('application/xml');
});

test('an object opened as a page has no part in the console', async () => {
  const Bucket = await addBucket(server.s3);
  const Body = '<script>steal()</script>';
  await server.s3.send(
    new PutObjectCommand({ Bucket, Key: 'evil.html', Body, ContentType: 'text/html' }),
  );
  /** The policy that a browser is given when it opens the object for this purpose. */
  const policyFor = async (kind: string): Promise<string | undefined> => {
    const { s3 } = server.clientsFor(server.credentials);
    let policy: string | undefined;
    s3.middlewareStack.add(
      (next) => async (args) => {
        const request = args.request as { headers: Record<string, string> };
        request.headers['Sec-Fetch-Dest'] = kind;
        const result = await next(args);
        const { headers } = result.response as { headers: Record<string, string> };
        policy = headers['content-security-policy'];
        return result;
      },
      { step: 'build' },
    );
    await s3.send(new GetObjectCommand({ Bucket, Key: 'evil.html' }));
    return policy;
  };
  for (const kind of ['document', 'iframe', 'object']) {
    expect(await policyFor(kind)).toMatch(/^sandbox (?!.*allow-same-origin)/);
  }
  expect(await policyFor('empty')).toBeUndefined();
});
