/**
 * The signing key of a secret for one day, region and service, and a bounded cache of them:
 * deriving one takes four HMACs, several times the cost of the signature itself.
 * Page: IAM UG "Create a signed AWS API request", step 4.
 */
import { createHmac } from 'node:crypto';
import { createHmacKey } from '../hmac.ts';

/** A key that signs without showing what it is made of. */
export interface SigningKey {
  /** HMAC-SHA256 in hex. `text` is ASCII, as every string to sign is. */
  readonly sign: (text: string) => string;
}

export interface SigningScope {
  /** `YYYYMMDD`. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

function hmac(key: Buffer | string, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

function createSigningKey(key: Buffer): SigningKey {
  const { digest } = createHmacKey(key);
  return { sign: (text) => digest(text, 'hex') };
}

export function deriveSigningKey(secretAccessKey: string, scope: SigningScope): SigningKey {
  const dateKey = hmac(`AWS4${secretAccessKey}`, scope.date);
  const serviceKey = hmac(hmac(dateKey, scope.region), scope.service);
  return createSigningKey(hmac(serviceKey, 'aws4_request'));
}

export interface SigningKeyRequest extends SigningScope {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface SigningKeyCache {
  readonly get: (request: SigningKeyRequest) => SigningKey;
  readonly size: () => number;
}

interface CachedKey {
  readonly secretAccessKey: string;
  readonly key: SigningKey;
}

const cachedKeysDefault = 10_000;

/**
 * Roughly the least recently used keys give way: when the young half is full it becomes the old
 * one, whose hits move back. A hit costs one look-up, and moves nothing.
 */
export function createSigningKeyCache(entriesMax: number = cachedKeysDefault): SigningKeyCache {
  let young = new Map<string, CachedKey>();
  let old = new Map<string, CachedKey>();

  function keep(name: string, cached: CachedKey): SigningKey {
    if (young.size >= entriesMax >> 1 && !young.has(name)) {
      old = young;
      young = new Map();
    }
    young.set(name, cached);
    old.delete(name);
    return cached.key;
  }

  return {
    get(request) {
      const { accessKeyId, date, region, service, secretAccessKey } = request;
      const name = `${accessKeyId}/${date}/${region}/${service}`;
      // The secret is compared so that an id that comes back with another secret finds no old key.
      const recent = young.get(name);
      if (recent?.secretAccessKey === secretAccessKey) return recent.key;
      const older = old.get(name);
      if (older?.secretAccessKey === secretAccessKey) return keep(name, older);
      return keep(name, { secretAccessKey, key: deriveSigningKey(secretAccessKey, request) });
    },
    size: () => young.size + old.size,
  };
}
