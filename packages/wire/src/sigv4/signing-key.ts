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

/** The least recently used key gives way. Map keeps insertion order: the first is the oldest. */
export function createSigningKeyCache(entriesMax: number = cachedKeysDefault): SigningKeyCache {
  const entries = new Map<string, CachedKey>();
  return {
    get(request) {
      const { accessKeyId, date, region, service, secretAccessKey } = request;
      const name = `${accessKeyId}/${date}/${region}/${service}`;
      const cached = entries.get(name);
      // The secret is compared so that an id that comes back with another secret finds no old key.
      if (cached !== undefined && cached.secretAccessKey === secretAccessKey) {
        entries.delete(name);
        entries.set(name, cached);
        return cached.key;
      }
      const key = deriveSigningKey(secretAccessKey, request);
      entries.delete(name);
      if (entries.size >= entriesMax) {
        for (const oldest of entries.keys()) {
          entries.delete(oldest);
          break;
        }
      }
      entries.set(name, { secretAccessKey, key });
      return key;
    },
    size: () => entries.size,
  };
}
