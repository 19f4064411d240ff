/**
 * The signing key of a secret for one day, region and service, and a bounded cache of them:
 * deriving one takes four HMACs, several times the cost of the signature itself.
 * Page: IAM UG "Create a signed AWS API request", step 4.
 */
import { createHmac, hash } from 'node:crypto';

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

const blockBytes = 64;
const digestBytes = 32;

function padded(key: Buffer, pad: number): Buffer {
  const block = Buffer.alloc(blockBytes, pad);
  for (const [index, byte] of key.entries()) {
    block[index] = byte ^ pad;
  }
  return block;
}

/**
 * HMAC (RFC 2104) by two one-shot hashes over prepared blocks: half the time of an Hmac object,
 * which every request would make and throw away. `key` is shorter than a block.
 */
function createSigningKey(key: Buffer): SigningKey {
  const innerPad = padded(key, 0x36);
  const outer = Buffer.concat([padded(key, 0x5c), Buffer.alloc(digestBytes)]);
  let inner = innerPad;
  return {
    sign(text) {
      // Strings to sign of one scope are of one length, so this buffer is nearly always right.
      if (inner.length !== blockBytes + text.length) {
        inner = Buffer.concat([innerPad, Buffer.alloc(text.length)]);
      }
      // INVARIANT: nothing runs between these lines, so that the buffers need no guard.
      inner.write(text, blockBytes, 'latin1');
      outer.write(hash('sha256', inner, 'latin1'), blockBytes, 'latin1');
      return hash('sha256', outer, 'hex');
    },
  };
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
