/** The page's S3 client, and the addresses of its pages. */
import { S3Client } from '@aws-sdk/client-s3';
import type { S3Paths } from '../paths/s3-paths.ts';
import { s3Paths } from '../paths/s3-paths.ts';
import type { AwsConfig } from './aws-config.ts';
import { awsConfig, perSession } from './aws-config.ts';
import { followRegions, regionOf } from './s3/bucket-regions.ts';
import { addDotSegments } from './s3/dot-segments.ts';
import { useSessionId } from './session-context.ts';

function makeClient(config: AwsConfig): S3Client {
  // Path style: the page may only talk to the host it came from.
  return addDotSegments(new S3Client({ ...config, forcePathStyle: true }));
}

/** One client for each region, made when a bucket of it is first asked for. */
function makeFollowing(config: AwsConfig): S3Client {
  const clients = new Map<string, S3Client>();
  return followRegions((region) => {
    const client = clients.get(region) ?? makeClient({ ...config, region });
    clients.set(region, client);
    return client;
  });
}

export const s3Client: (sessionId: string) => S3Client = perSession(makeFollowing);

/** Uploads try again by themselves, and tell of it; once more at once is for wrong clocks. */
const uploadClient: (sessionId: string) => S3Client = perSession((config) =>
  makeFollowing({ ...config, maxAttempts: 2 }),
);

/**
 * For links to objects of this bucket: they do not follow it to another region. What it signs is
 * good for so many seconds, if the session is.
 */
export function linkS3Client(sessionId: string, bucket: string, seconds?: number): S3Client {
  return makeClient({ ...awsConfig(sessionId, seconds), region: regionOf(bucket) });
}

export function useS3(): S3Client {
  return s3Client(useSessionId());
}

export function useUploadS3(): S3Client {
  return uploadClient(useSessionId());
}

export function useS3Paths(): S3Paths {
  return s3Paths(useSessionId());
}
