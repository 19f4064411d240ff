/**
 * An OpenID Connect issuer for tests: `https://localhost`, on a port of its own, with a certificate
 * that only its provider's thumbprint vouches for.
 */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { JWK, JWTPayload } from 'jose';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { afterAll } from 'vitest';
import { localhostTls } from './identity-providers.ts';

export interface TokenIssuer {
  readonly port: number;
  /** How often the keys were asked for. */
  asked(): number;
  /** Signs with a key that was not there before. */
  rotate(): Promise<void>;
  /** Answers nothing but failures, or as before. */
  fail(fails: boolean): void;
  /** A token with these claims beside the usual ones; `undefined` leaves one out. */
  sign(claims: JWTPayload, options?: { readonly alg?: string }): Promise<string>;
}

export async function startTokenIssuer(nowMs: () => number): Promise<TokenIssuer> {
  let fails = false;
  let asked = 0;
  let count = 0;
  let signing: { readonly key: CryptoKey; readonly kid: string } | undefined;
  const keys: JWK[] = [];
  const rotate = async (): Promise<void> => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true });
    count += 1;
    const kid = `key-${count}`;
    keys.splice(0, keys.length, { ...(await exportJWK(publicKey)), kid });
    signing = { key: privateKey, kid };
  };
  await rotate();
  const { cert, key } = localhostTls;
  const server = createServer({ cert, key }, (request, response) => {
    const isKeys = request.url === '/keys';
    if (isKeys) asked += 1;
    if (fails) response.writeHead(500);
    const jwksUri = `https://${request.headers.host}/keys`;
    response.end(JSON.stringify(isKeys ? { keys } : { jwks_uri: jwksUri }));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  return {
    port: (server.address() as AddressInfo).port,
    asked: () => asked,
    rotate,
    fail(value) {
      fails = value;
    },
    sign(claims, { alg = 'ES256' } = {}) {
      const now = Math.floor(nowMs() / 1000);
      const usual = { iss: 'https://localhost', aud: 'app', sub: 'ann', iat: now, exp: now + 600 };
      const stated = Object.entries({ ...usual, ...claims }).filter(([, v]) => v !== undefined);
      if (signing === undefined) throw new Error('no key');
      const key = alg === 'HS256' ? new Uint8Array(32) : signing.key;
      return new SignJWT(Object.fromEntries(stated))
        .setProtectedHeader({ alg, kid: signing.kid })
        .sign(key);
    },
  };
}
