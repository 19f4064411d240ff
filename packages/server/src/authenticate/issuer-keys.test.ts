import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { forgedTls, localhostTls } from '../../test/identity-providers.ts';
import { createIssuerKeys, keysUrlIn } from './issuer-keys.ts';
import { UntrustedCertificate } from './untrusted-certificate.ts';

const closings: (() => void)[] = [];

afterAll(() => {
  for (const close of closings) close();
});

const empty = { keys: [] };

async function issuer(tls: typeof localhostTls, answer: () => unknown = () => empty) {
  let asked = 0;
  const server = createServer({ cert: tls.cert, key: tls.key }, (request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) asked += 1;
    const discovery = { jwks_uri: `https://${request.headers.host}/keys` };
    response.end(JSON.stringify(isKeys ? answer() : discovery));
  });
  server.listen(0);
  await once(server, 'listening');
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, asked: () => asked };
}

const trusting = (...thumbprints: readonly string[]) => ({ url: 'localhost', thumbprints });
const stored = { fresh: false };
const fresh = { fresh: true };

test('a server is believed when the pinned authority signed its certificate', async () => {
  const { port } = await issuer(localhostTls);
  const keys = createIssuerKeys({ port });
  await expect(keys.keysOf(trusting(localhostTls.thumbprint), stored)).resolves.toEqual(empty);
  for (const thumbprints of [[], ['0'.repeat(40)]]) {
    await expect(keys.keysOf(trusting(...thumbprints), stored)).rejects.toBeInstanceOf(
      UntrustedCertificate,
    );
  }
});

test('presenting the pinned authority is not enough', async () => {
  const { port, asked } = await issuer(forgedTls);
  const keys = createIssuerKeys({ port });
  await expect(keys.keysOf(trusting(forgedTls.thumbprint), stored)).rejects.toBeInstanceOf(
    UntrustedCertificate,
  );
  expect(asked()).toBe(0);
});

test('a certificate for another host is refused, whoever signed it', async () => {
  const { port, asked } = await issuer(localhostTls);
  const keys = createIssuerKeys({ port });
  const other = { url: '127.0.0.2', thumbprints: [localhostTls.thumbprint] };
  await expect(keys.keysOf(other, stored)).rejects.toMatchObject({
    code: 'ERR_TLS_CERT_ALTNAME_INVALID',
  });
  expect(asked()).toBe(0);
});

test('keys are kept, and fresh ones asked for after a pause', async () => {
  let now = 0;
  const { port, asked } = await issuer(localhostTls);
  const keys = createIssuerKeys({ port, elapsedMs: () => now });
  const of = trusting(localhostTls.thumbprint);
  await Promise.all([keys.keysOf(of, stored), keys.keysOf(of, stored), keys.keysOf(of, fresh)]);
  expect(asked()).toBe(1);
  now += 11_000;
  await keys.keysOf(of, stored);
  expect(asked()).toBe(1);
  await keys.keysOf(of, fresh);
  expect(asked()).toBe(2);
  now += 301_000;
  await keys.keysOf(of, stored);
  expect(asked()).toBe(3);
});

test('after a failure the issuer is left alone for a while', async () => {
  let now = 0;
  let answer: unknown = 'no keys';
  const { port, asked } = await issuer(localhostTls, () => answer);
  const keys = createIssuerKeys({ port, elapsedMs: () => now });
  const of = trusting(localhostTls.thumbprint);
  await expect(keys.keysOf(of, stored)).rejects.toThrow('this is no set of keys');
  answer = { keys: Array.from({ length: 201 }, () => ({})) };
  await expect(keys.keysOf(of, fresh)).rejects.toThrow('this is no set of keys');
  expect(asked()).toBe(1);
  now += 11_000;
  await expect(keys.keysOf(of, stored)).rejects.toThrow('this is no set of keys');
  expect(asked()).toBe(2);
  now += 11_000;
  answer = empty;
  await keys.keysOf(of, stored);
});

test.each([undefined, null, 'text', {}, { jwks_uri: 5 }])(
  'keys are not looked for in %j',
  (document) => {
    expect(() => keysUrlIn(document)).toThrow('Invalid URL');
  },
);

test('keys are not read without TLS', () => {
  expect(() => keysUrlIn({ jwks_uri: 'http://a/keys' })).toThrow('the keys are not behind https');
});
