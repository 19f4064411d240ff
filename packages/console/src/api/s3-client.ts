/** The page's S3 client, and the addresses of its pages. */
import { S3Client } from '@aws-sdk/client-s3';
import type { S3Paths } from '../paths/s3-paths.ts';
import { s3Paths } from '../paths/s3-paths.ts';
import { perSession } from './aws-config.ts';
import { addDotSegments } from './s3/dot-segments.ts';
import { useSessionId } from './session-context.ts';

export const s3Client: (sessionId: string) => S3Client = perSession((config) =>
  // Path style: the page may only talk to the host it came from.
  addDotSegments(new S3Client({ ...config, forcePathStyle: true, followRegionRedirects: true })),
);

export function useS3(): S3Client {
  return s3Client(useSessionId());
}

export function useS3Paths(): S3Paths {
  return s3Paths(useSessionId());
}
