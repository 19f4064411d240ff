/**
 * Puts a server together from its parts and runs it. What is durable comes in as stores, so tests
 * run the same server over memory.
 */
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import type { BlobStore, Eventually, MetadataStore } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { createSigningKeyCache } from '@hallpass/wire';
import { createIssuerKeys } from './authenticate/issuer-keys.ts';
import { createSessionCache } from './authenticate/session-cache.ts';
import { createDecisionLog } from './authorize/decision-log.ts';
import { createPolicyCaches } from './authorize/policy-caches.ts';
import { startBlobSweep } from './blob-sweep.ts';
import type { RootCredentials, RootSettings } from './bootstrap.ts';
import { bootstrap, checkRootSettings } from './bootstrap.ts';
import { createConsole } from './console/console.ts';
import { shownApart } from './console/security-headers.ts';
import { controlResponse } from './control.ts';
import { createClock } from './data/clock.ts';
import { createGenerationCache } from './data/generation-cache.ts';
import { createLastUsed } from './data/last-used.ts';
import { createSecrets } from './data/secrets.ts';
import { createServiceAccess } from './data/service-access.ts';
import { createHttpServer } from './http.ts';
import { warnOfIgnoredSettings } from './ignored-settings.ts';
import { createPipeline } from './pipeline.ts';
import type { Log, ServerState } from './server-state.ts';
import { services } from './services/registry.ts';

export interface ServerOptions {
  readonly metadata: MetadataStore;
  readonly blobs: BlobStore;
  /** 32 bytes. */
  readonly masterKey: Uint8Array;
  readonly log: Log;
  readonly host?: string;
  /** 0: any free one. */
  readonly port?: number;
  /** Lets `hallpass clock advance` move the server's time. */
  readonly testClock?: boolean;
  readonly rootSettings?: RootSettings;
  /** Where OpenID Connect issuers listen, for tests; at 443 without it, as at AWS. */
  readonly issuerPort?: number;
  /** Where the console's built pages are; without it, there is no console. */
  readonly consoleFolder?: string;
  /** Is given the root user's credentials on the first start, before anything is kept of them. */
  keepRootCredentials?(credentials: RootCredentials, url: string): void | Promise<void>;
}

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  readonly state: ServerState;
  /** Only on the first start. */
  readonly rootCredentials?: RootCredentials;
  /** Takes no new requests, lets those under way finish, and closes the stores. */
  close(): Promise<void>;
}

/** Requests under way get this long to finish when the server stops. Milliseconds. */
const drainMs = 25_000;
/** While it stops, connections without a request are closed this often. Milliseconds. */
const idleSweepMs = 50;

/** Keys whose holders are remembered. */
const keyHoldersMax = 10_000;

function createState(options: ServerOptions): ServerState {
  const { metadata, blobs, log } = options;
  const secrets = createSecrets(options.masterKey);
  return {
    metadata,
    blobs,
    log,
    secrets,
    clock: createClock({ movable: options.testClock ?? false }),
    sessions: createSessionCache(secrets),
    keyHolders: createGenerationCache(keyHoldersMax),
    signingKeys: createSigningKeyCache(),
    issuerKeys: createIssuerKeys({ port: options.issuerPort }),
    policyCaches: createPolicyCaches(),
    decisions: createDecisionLog(),
    lastUsed: createLastUsed(metadata),
    serviceAccess: createServiceAccess(metadata),
  };
}

function listen(server: Server, port: number, host: string): Promise<AddressInfo> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server.address() as AddressInfo);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), drainMs);
    // A connection whose last answer had begun before the stop is kept by its client.
    const sweep = setInterval(() => server.closeIdleConnections(), idleSweepMs);
    server.close(() => {
      clearTimeout(cut);
      clearInterval(sweep);
      resolve();
    });
  });
}

/** Where clients reach a server that listens on this address: on every one means on this machine. */
function urlOf(host: string, port: number): string {
  const reachable = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '::1' : host;
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

/**
 * The port is taken before anything is written: a start that fails because of it leaves nothing
 * behind. Requests that come meanwhile wait.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const settings = options.rootSettings ?? {};
  checkRootSettings(settings);
  const state = createState(options);
  const { handle, call } = createPipeline(state, services);
  const consoleResponse = createConsole({ state, call, folder: options.consoleFolder });
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);
  let isReady = false;
  const respond = (request: HttpRequest): Eventually<HttpResponse> =>
    controlResponse(state, request) ??
    consoleResponse(request) ??
    whenReady(handle(request), (response) => shownApart(request, response));
  const server = createHttpServer((request) =>
    isReady ? respond(request) : ready.promise.then(() => respond(request)),
  );
  const host = options.host ?? '127.0.0.1';
  const { port } = await listen(server, options.port ?? 0, host);
  const url = urlOf(host, port);
  const rootCredentials = await bootstrap(state.metadata, state.secrets, {
    settings,
    nowMs: state.clock.nowMs(),
    keep: (credentials) => options.keepRootCredentials?.(credentials, url),
  }).catch(async (error: unknown) => {
    ready.reject(error);
    await stop(server);
    throw error;
  });
  isReady = true;
  ready.resolve();
  const sweep = startBlobSweep(state);
  // Nobody waits for it at the start: a password takes long to compare.
  const warned = rootCredentials === undefined && warnOfIgnoredSettings(state, settings);
  return {
    url,
    port,
    state,
    ...(rootCredentials === undefined ? {} : { rootCredentials }),
    async close() {
      await stop(server);
      await warned;
      await sweep.close();
      await state.lastUsed.close();
      await state.serviceAccess.close();
      await state.metadata.close();
      await state.blobs.close();
    },
  };
}
