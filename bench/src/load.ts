/**
 * Load: requests of ready bytes over kept connections, one at a time on each, from a worker thread.
 * Not autocannon: it waits for the body that an answer to HEAD announces and does not have.
 */
import { Worker } from 'node:worker_threads';
import type { SignedRequest } from './signing.ts';

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly bytesPerSecond: number;
}

export interface LoadOptions {
  readonly connections?: number;
  readonly seconds?: number;
}

/** What the worker is given. */
export interface LoadOrder {
  readonly host: string;
  readonly port: number;
  readonly requests: readonly { readonly bytes: Uint8Array; readonly isHead: boolean }[];
  readonly connections: number;
  readonly seconds: number;
}

/** What it gives back. */
export interface LoadCount {
  readonly answered: number;
  readonly bytes: number;
  readonly seconds: number;
  /** Of answers that were not 2xx, the first. */
  readonly failure?: string;
}

const connectionsDefault = 16;
const secondsDefault = 5;
const warmUpSeconds = 1;

function toBytes(host: string, request: SignedRequest): Uint8Array {
  const body = Buffer.from(request.body ?? '');
  // Clients announce no length where there is no body.
  const length = request.body === undefined ? {} : { 'content-length': String(body.length) };
  const headers = { host, ...request.headers, ...length };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  const head = [`${request.method} ${request.path} HTTP/1.1`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head), body]);
}

function run(order: LoadOrder): Promise<LoadCount> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: order });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

/** The mean over the run after a second of warming up. Any answer but 2xx fails the bench. */
export async function load(
  url: string,
  requests: readonly SignedRequest[],
  options: LoadOptions = {},
): Promise<LoadResult> {
  const { hostname, port, host } = new URL(url);
  const order = {
    host: hostname,
    port: Number(port),
    requests: requests.map((request) => ({
      bytes: toBytes(host, request),
      isHead: request.method === 'HEAD',
    })),
    connections: options.connections ?? connectionsDefault,
  };
  await run({ ...order, seconds: warmUpSeconds });
  const count = await run({ ...order, seconds: options.seconds ?? secondsDefault });
  if (count.failure !== undefined) throw new Error(`${url} answered: ${count.failure}`);
  return {
    requestsPerSecond: count.answered / count.seconds,
    bytesPerSecond: count.bytes / count.seconds,
  };
}
