/**
 * What a bucket or an object is. Refused HEAD requests come without a body, so without AWS's
 * message: then a GET is asked why.
 */
import type {
  HeadBucketCommandOutput,
  HeadObjectCommandOutput,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import type { ObjectPlace } from './object-place.ts';
import { inputOf } from './object-place.ts';

async function explained<T>(head: Promise<T>, ask: () => Promise<unknown>): Promise<T> {
  try {
    return await head;
  } catch (error) {
    await ask();
    throw error;
  }
}

export function headBucket(s3: S3Client, bucket: string): Promise<HeadBucketCommandOutput> {
  return explained(s3.send(new HeadBucketCommand({ Bucket: bucket })), () =>
    s3.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 0 })),
  );
}

export function headObject(s3: S3Client, place: ObjectPlace): Promise<HeadObjectCommandOutput> {
  const input = inputOf(place);
  return explained(s3.send(new HeadObjectCommand({ ...input, ChecksumMode: 'ENABLED' })), () =>
    s3.send(new GetObjectCommand({ ...input, Range: 'bytes=0-0' })),
  );
}
