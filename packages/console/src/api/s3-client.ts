/** The page's S3 client, and the addresses of its pages. */
import { S3Client } from '@aws-sdk/client-s3';
import type { S3Paths } from '../paths/s3-paths.ts';
import { s3Paths } from '../paths/s3-paths.ts';
import type { AwsConfig } from './aws-config.ts';
import { awsConfig, perSession } from './aws-config.ts';
import { addDotSegments } from './s3/dot-segments.ts';
import { useSessionId } from './session-context.ts';

function makeClient(config: AwsConfig): S3Client {
  // Path style: the page may only talk to the host it came from.
  return addDotSegments(
    new S3Client({ ...config, forcePathStyle: true, followRegionRedirects: true }),
  );
}

export const s3Client: (sessionId: string) => S3Client = perSession(makeClient);

/** Uploads try again by themselves, and tell of it; once more at once is for wrong clocks. */
const uploadClient: (sessionId: string) => S3Client = perSession((config) =>
  makeClient({ ...config, maxAttempts: 2 }),
);

/** What it signs is good for so long, if the session is. */
export function lastingS3Client(sessionId: string, seconds: number): S3Client {
  return makeClient(awsConfig(sessionId, seconds));
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
