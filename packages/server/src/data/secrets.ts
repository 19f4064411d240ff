/**
 * Secrets at rest. Long-term secrets must be recoverable, since a signature is an HMAC: they are
 * sealed with AES-256-GCM under the master key. Temporary secret keys are derived from it and
 * stored nowhere. The master key lives in `DATA/hallpass.key` (mode 0600) or in the environment.
 */
import {
  createCipheriv,
  createDecipheriv,
  hkdfSync,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto';
import type { HmacKey } from '@hallpass/wire';
import { createHmacKey } from '@hallpass/wire';
import { takeRandom } from './random.ts';
import type { Sealer } from './sealer.ts';
import { createSealer } from './sealer.ts';

const nonceBytes = 12;
const tagBytes = 16;

export interface Secrets {
  /** Seals `plain` for one purpose; a value sealed for another purpose does not open. */
  seal(purpose: string, plain: Uint8Array): Uint8Array;
  /** `undefined` for anything that was not sealed here for this purpose, unchanged. */
  open(purpose: string, sealed: Uint8Array): Buffer | undefined;
  /** For what is sealed with every request and kept nowhere. */
  sealer(purpose: string): Sealer;
  /**
   * The same 32 bytes for the same purpose and text, unguessable without the master key. In base64;
   * `text` is ASCII.
   */
  derive(purpose: string, text: string): string;
}

/** `masterKey`: 32 bytes. */
export function createSecrets(masterKey: Uint8Array): Secrets {
  if (masterKey.length !== 32) throw new RangeError('the master key must be 32 bytes');
  const keys = new Map<string, Buffer>();
  const keyFor = (purpose: string): Buffer => {
    const known = keys.get(purpose);
    if (known !== undefined) return known;
    const key = Buffer.from(hkdfSync('sha256', masterKey, 'hallpass', purpose, 32));
    keys.set(purpose, key);
    return key;
  };
  const hmacKeys = new Map<string, HmacKey>();
  const hmacKeyFor = (purpose: string): HmacKey => {
    const known = hmacKeys.get(purpose);
    if (known !== undefined) return known;
    const key = createHmacKey(keyFor(purpose));
    hmacKeys.set(purpose, key);
    return key;
  };
  const sealers = new Map<string, Sealer>();
  const makeSealer = (purpose: string): Sealer => {
    const sealer = createSealer({
      encryption: keyFor(`${purpose}/encryption`),
      authentication: keyFor(`${purpose}/authentication`),
    });
    sealers.set(purpose, sealer);
    return sealer;
  };
  return {
    sealer: (purpose) => sealers.get(purpose) ?? makeSealer(purpose),
    seal(purpose, plain) {
      const nonce = takeRandom(nonceBytes);
      const cipher = createCipheriv('aes-256-gcm', keyFor(purpose), nonce);
      return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    },
    open(purpose, sealed) {
      if (sealed.length < nonceBytes + tagBytes) return undefined;
      const nonce = sealed.subarray(0, nonceBytes);
      const decipher = createDecipheriv('aes-256-gcm', keyFor(purpose), nonce);
      decipher.setAuthTag(sealed.subarray(sealed.length - tagBytes));
      try {
        const body = decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes));
        return Buffer.concat([body, decipher.final()]);
      } catch {
        return undefined;
      }
    },
    derive(purpose, text) {
      return hmacKeyFor(purpose).digest(text, 'base64');
    },
  };
}

/** Text sealed for storage, as base64url. */
export function sealText(secrets: Secrets, purpose: string, plain: string): string {
  return Buffer.from(secrets.seal(purpose, Buffer.from(plain))).toString('base64url');
}

export function openText(secrets: Secrets, purpose: string, sealed: string): string | undefined {
  return secrets.open(purpose, Buffer.from(sealed, 'base64url'))?.toString();
}

/** scrypt parameters: about 60 ms on one core, 32 MiB. Kept in the hash, so they can be raised. */
const scryptCost = { N: 32768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };

/** `scrypt$N$r$p$salt$hash`. Passwords are never recoverable. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const hash = await scryptHash(password, salt, scryptCost);
  const { N, r, p } = scryptCost;
  return ['scrypt', N, r, p, salt.toString('base64url'), hash.toString('base64url')].join('$');
}

export async function verifyPassword(password: string, stored: string): Promise<boolean> {
  const [scheme, N, r, p, salt, hash] = stored.split('$');
  if (scheme !== 'scrypt' || salt === undefined || hash === undefined) return false;
  const cost = { N: Number(N), r: Number(r), p: Number(p), maxmem: scryptCost.maxmem };
  const expected = Buffer.from(hash, 'base64url');
  const actual = await scryptHash(password, Buffer.from(salt, 'base64url'), cost);
  return timingSafeEqual(expected, actual);
}

interface ScryptCost {
  readonly N: number;
  readonly r: number;
  readonly p: number;
  readonly maxmem: number;
}

function scryptHash(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFC'), salt, 32, cost, (error, hash) => {
      if (error === null) resolve(hash);
      else reject(error);
    });
  });
}
