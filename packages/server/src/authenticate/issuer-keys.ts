/**
 * Keys that OpenID Connect issuers sign their tokens with: the discovery document names where they
 * are. Kept for some minutes, asked for once at a time, and after a failure not at once again, so
 * that unsigned calls cannot make the server ask as often as they come. Pages: "OpenID Connect
 * Discovery 1.0"; STS API Reference "AssumeRoleWithWebIdentity".
 */
import type { JSONWebKeySet } from 'jose';

/** What is known of a provider, and enough to ask it. */
export interface Issuer {
  /** Without `https://`. */
  readonly url: string;
  readonly thumbprints: readonly string[];
}

export interface IssuerKeys {
  /** `fresh`: not those that were kept, unless they were asked for a moment ago. */
  keysOf(issuer: Issuer, options: { readonly fresh: boolean }): Promise<JSONWebKeySet>;
}

export function discoveryUrl(issuer: string): URL {
  const base = issuer.endsWith('/') ? issuer.slice(0, -1) : issuer;
  return new URL(`${base}/.well-known/openid-configuration`);
}

/** `jwks_uri` of a discovery document. */
export function keysUrlIn(document: unknown): URL {
  const keys = (document as { readonly jwks_uri?: unknown } | null)?.jwks_uri;
  const url = new URL(typeof keys === 'string' ? keys : '');
  if (url.protocol !== 'https:') throw new Error('the keys are not behind https');
  return url;
}

const keptMs = 5 * 60_000;
/** Neither a failure nor keys are asked for again within this time. */
const pauseMs = 10_000;
const issuersMax = 1000;
/** As AWS: a hundred of RSA and as many of elliptic curves. */
const keysMax = 200;

function keySetOf(document: unknown): JSONWebKeySet {
  const keys = (document as { readonly keys?: unknown } | null)?.keys;
  if (!Array.isArray(keys) || keys.length > keysMax) throw new Error('this is no set of keys');
  return { keys: keys.filter((key) => typeof key === 'object' && key !== null) };
}

interface Kept {
  readonly askedAtMs: number;
  readonly keys: Promise<JSONWebKeySet>;
  hasFailed: boolean;
}

async function ask({ url, thumbprints }: Issuer, port: number | undefined): Promise<JSONWebKeySet> {
  const { readTrusted } = await import('./issuer-connection.ts');
  const discovery = discoveryUrl(`https://${url}`);
  if (port !== undefined) discovery.port = String(port);
  const keysUrl = keysUrlIn(await readTrusted(discovery, thumbprints));
  return keySetOf(await readTrusted(keysUrl, thumbprints));
}

export interface IssuerKeysOptions {
  /** Of the issuers of tests, which cannot have the one that AWS asks at. */
  readonly port?: number | undefined;
  /** Not the clock that tests move: how long ago this machine asked. */
  elapsedMs?(): number;
}

export function createIssuerKeys(options: IssuerKeysOptions = {}): IssuerKeys {
  const { port, elapsedMs = () => performance.now() } = options;
  const kept = new Map<string, Kept>();
  return {
    keysOf(issuer, { fresh }) {
      // A provider with other thumbprints is asked anew.
      const name = JSON.stringify([issuer.url, issuer.thumbprints]);
      const known = kept.get(name);
      const nowMs = elapsedMs();
      const goodMs = fresh || known?.hasFailed === true ? pauseMs : keptMs;
      if (known !== undefined && nowMs - known.askedAtMs < goodMs) return known.keys;
      const asked: Kept = { askedAtMs: nowMs, keys: ask(issuer, port), hasFailed: false };
      asked.keys.catch(() => {
        asked.hasFailed = true;
      });
      kept.delete(name);
      kept.set(name, asked);
      const [oldest] = kept.keys();
      if (kept.size > issuersMax && oldest !== undefined) kept.delete(oldest);
      return asked.keys;
    },
  };
}
