/**
 * What a running server consists of. Made once at start, handed to every request; nothing else is
 * shared between requests.
 */
import type { BlobStore, MetadataStore } from '@hallpass/store';
import type { SigningKeyCache } from '@hallpass/wire';
import type { IssuerKeys } from './authenticate/issuer-keys.ts';
import type { KeyHolder } from './authenticate/key-holders.ts';
import type { SessionCache } from './authenticate/session-cache.ts';
import type { DecisionLog } from './authorize/decision-log.ts';
import type { PolicyCaches } from './authorize/policy-caches.ts';
import type { Clock } from './data/clock.ts';
import type { GenerationCache } from './data/generation-cache.ts';
import type { LastUsed } from './data/last-used.ts';
import type { Secrets } from './data/secrets.ts';
import type { ServiceAccess } from './data/service-access.ts';

/** Structured logging; secrets are never handed to it. */
export interface Log {
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}

export interface ServerState {
  readonly metadata: MetadataStore;
  readonly blobs: BlobStore;
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly log: Log;
  readonly sessions: SessionCache;
  /** By access key id; guarded by the account's generation. */
  readonly keyHolders: GenerationCache<KeyHolder>;
  readonly signingKeys: SigningKeyCache;
  /** Of OpenID Connect providers. */
  readonly issuerKeys: IssuerKeys;
  readonly policyCaches: PolicyCaches;
  readonly decisions: DecisionLog;
  readonly lastUsed: LastUsed;
  readonly serviceAccess: ServiceAccess;
}
