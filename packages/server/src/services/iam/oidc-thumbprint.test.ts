import { once } from 'node:events';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { localhostTls } from '../../../test/identity-providers.ts';
import { findThumbprint } from './oidc-thumbprint.ts';

const closings: (() => void)[] = [];

afterAll(() => {
  for (const close of closings) close();
});

async function issuer(answer: RequestListener): Promise<string> {
  const server = createServer({ cert: localhostTls.cert, key: localhostTls.key }, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  return `https://localhost:${(server.address() as AddressInfo).port}`;
}

const refused = (url: string) => ({
  code: 'OpenIdIdpCommunicationError',
  status: 400,
  message: `Could not connect to ${url}`,
});

test('the thumbprint is that of the last certificate that the server of the keys presents', async () => {
  let asked = '';
  const url = await issuer((request, response) => {
    asked = request.url ?? '';
    response.end(JSON.stringify({ jwks_uri: `https://${request.headers.host}/keys` }));
  });
  expect(await findThumbprint(`${url}/tenant/`)).toBe(localhostTls.thumbprint);
  expect(asked).toBe('/tenant/.well-known/openid-configuration');
});

test('an issuer that cannot be asked is one failure, whatever went wrong', async () => {
  const answers: readonly RequestListener[] = [
    (_request, response) => response.writeHead(302, { location: 'https://localhost/' }).end(),
    (_request, response) => response.end('<html>'),
    (_request, response) => response.end('null'),
    (_request, response) => response.end(JSON.stringify({ jwks_uri: 'http://localhost/keys' })),
    (_request, response) => response.end(JSON.stringify({ jwks_uri: 'file:///etc/passwd' })),
    (_request, response) => response.end(' '.repeat(1024 * 1024)),
    (request) => request.socket.destroy(),
  ];
  for (const answer of answers) {
    const url = await issuer(answer);
    await expect(findThumbprint(url)).rejects.toMatchObject(refused(url));
  }
  const nobody = 'https://localhost:1';
  await expect(findThumbprint(nobody)).rejects.toMatchObject(refused(nobody));
});
