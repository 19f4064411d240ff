/**
 * Identifiers in AWS's shapes.
 * Page: IAM UG "IAM identifiers" (unique identifier prefixes); ORG API Reference (id patterns).
 */
import { randomBytes } from 'node:crypto';
import { takeRandom } from './random.ts';

const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const base36 = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Prefixes of unique ids: what kind of thing an id names. */
export const idPrefixes = {
  user: 'AIDA',
  group: 'AGPA',
  role: 'AROA',
  managedPolicy: 'ANPA',
  instanceProfile: 'AIPA',
  accessKey: 'AKIA',
  temporaryKey: 'ASIA',
} as const;

export type IdKind = keyof typeof idPrefixes;

function randomText(alphabet: string, length: number): string {
  // Bytes past the largest multiple of the alphabet are dropped, so that every letter is as likely.
  const bound = 256 - (256 % alphabet.length);
  const letters = Buffer.allocUnsafe(length);
  let found = 0;
  while (found < length) {
    for (const byte of takeRandom(length - found)) {
      if (byte < bound) letters[found++] = alphabet.charCodeAt(byte % alphabet.length);
    }
  }
  return letters.toString('latin1');
}

/** e.g. `AROA` + 17 characters: 21 in all, as IAM makes them. */
export function newUniqueId(kind: IdKind): string {
  const length = kind === 'accessKey' || kind === 'temporaryKey' ? 16 : 17;
  return idPrefixes[kind] + randomText(base32, length);
}

/** `SAMLSP` and 16 letters and digits, as in the sign-in URLs of SAML providers. */
export function newSamlProviderUuid(): string {
  return `SAMLSP${randomText(base36, 16).toUpperCase()}`;
}

/** Of the key that decrypts a SAML provider's assertions. */
export function newSamlPrivateKeyId(): string {
  return `SAMLPK${randomText(base36, 16).toUpperCase()}`;
}

/** 40 characters of [A-Za-z0-9+/], as AWS makes secret access keys. */
export function newSecretAccessKey(): string {
  return randomBytes(30).toString('base64');
}

export function newAccountId(): string {
  // The first digit is never 0 here, so that nothing which drops leading zeros loses one.
  return randomText('123456789', 1) + randomText('0123456789', 11);
}

/** 64 hex digits: the S3 canonical user id of an account. */
export function newCanonicalUserId(): string {
  return randomBytes(32).toString('hex');
}

export function newOrganizationId(): string {
  return `o-${randomText(base36, 10)}`;
}

export function newRootId(): string {
  return `r-${randomText(base36, 4)}`;
}

/** An OU's id carries the id of its root. */
export function newOrganizationalUnitId(rootId: string): string {
  return `ou-${rootId.slice(2)}-${randomText(base36, 8)}`;
}

export function newOrganizationsPolicyId(): string {
  return `p-${randomText(base36, 8)}`;
}

export function newCreateAccountRequestId(): string {
  return `car-${randomText('0123456789abcdef', 32)}`;
}

/** Opaque token for anything of our own (bucket incarnations, upload ids, generations). */
export function newToken(): string {
  return takeRandom(15).toString('base64url');
}
