/**
 * Requests about a bucket must be signed for its region, which S3 tells when they are not: then
 * they are sent again, and later ones right away. Page: S3 API Reference "Error responses"
 * (AuthorizationHeaderMalformed).
 */
import type { S3Client } from '@aws-sdk/client-s3';

export const defaultRegion = 'us-east-1';

/** Names of buckets are unique, so one list is enough for every session. */
const regions = new Map<string, string>();

export function regionOf(bucket: string): string {
  return regions.get(bucket) ?? defaultRegion;
}

interface RegionError {
  readonly name?: string;
  readonly Region?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly $response?: { readonly headers?: Readonly<Record<string, string>> };
}

const wrongRegionStatuses: readonly (number | undefined)[] = [301, 400];

/** Where the bucket is, when that is what is wrong. Answers to HEAD have only headers. */
function regionIn(error: unknown): string | undefined {
  const { name, Region, $metadata, $response } = error as RegionError;
  if (name === 'AuthorizationHeaderMalformed') return Region;
  const isOther = wrongRegionStatuses.includes($metadata?.httpStatusCode);
  return isOther ? $response?.headers?.['x-amz-bucket-region'] : undefined;
}

type Send = (command: Parameters<S3Client['send']>[0], ...options: unknown[]) => Promise<unknown>;

/** A client that sends each request to the client of its bucket's region. */
export function followRegions(clientIn: (region: string) => S3Client): S3Client {
  const main = clientIn(defaultRegion);
  const sendMain = main.send.bind(main) as Send;
  const sendIn = (region: string): Send => {
    if (region === defaultRegion) return sendMain;
    const client = clientIn(region);
    return client.send.bind(client) as Send;
  };
  const send: Send = async (command, ...options) => {
    const { Bucket: bucket } = command.input as { readonly Bucket?: string };
    const first = bucket === undefined ? defaultRegion : regionOf(bucket);
    try {
      return await sendIn(first)(command, ...options);
    } catch (error) {
      const region = regionIn(error);
      if (bucket === undefined || region === undefined || region === first) throw error;
      regions.set(bucket, region);
      return sendIn(region)(command, ...options);
    }
  };
  main.send = send as S3Client['send'];
  return main;
}
