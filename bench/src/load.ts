/** Runs load with autocannon in a worker of its own and refuses to count runs with errors. */
import autocannon from 'autocannon';
import type { SignedRequest } from './signing.ts';

export interface LoadResult {
  readonly requestsPerSecond: number;
  readonly bytesPerSecond: number;
}

export interface LoadOptions {
  readonly connections?: number;
  readonly seconds?: number;
}

const connectionsDefault = 16;
const secondsDefault = 5;

/** The mean over the run after a second of warming up. Any answer but 2xx fails the bench. */
export async function load(
  url: string,
  requests: readonly SignedRequest[],
  options: LoadOptions = {},
): Promise<LoadResult> {
  const base = {
    url,
    connections: options.connections ?? connectionsDefault,
    requests: requests.map((request) => ({ ...request })),
    workers: 1,
  };
  await autocannon({ ...base, duration: 1 });
  const result = await autocannon({ ...base, duration: options.seconds ?? secondsDefault });
  const failed = result.non2xx + result.errors + result.timeouts;
  if (failed > 0)
    throw new Error(`${failed} of ${result.requests.total} requests failed at ${url}`);
  return {
    requestsPerSecond: result.requests.total / result.duration,
    bytesPerSecond: result.throughput.total / result.duration,
  };
}
