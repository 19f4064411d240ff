/** Calls on one bucket's versions through the real client, for tests of what becomes of them. */
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { BucketVersioningStatus, S3Client } from '@aws-sdk/client-s3';
import { addBucket } from './s3.ts';

/** `VersionId` left out where it is undefined. */
export function version(VersionId?: string): { readonly VersionId?: string } {
  return VersionId === undefined ? {} : { VersionId };
}

export interface RemovedVersion {
  readonly id: string | undefined;
  readonly DeleteMarker: boolean | undefined;
}

export interface VersionCalls {
  setVersioning(Bucket: string, Status: BucketVersioningStatus): Promise<unknown>;
  /** With versioning enabled. */
  versionedBucket(): Promise<string>;
  /** The key is `k`, unless another is named; gives the version's id. */
  put(Bucket: string, Body: string, Key?: string): Promise<string | undefined>;
  textOf(Bucket: string, VersionId?: string, Key?: string): Promise<string | undefined>;
  remove(Bucket: string, VersionId?: string, Key?: string): Promise<RemovedVersion>;
  /** The versions of a bucket; delete markers, with an `x`, after them; `!` at the latest. */
  history(Bucket: string): Promise<string[]>;
}

export function versionCalls(s3: S3Client): VersionCalls {
  const setVersioning = (Bucket: string, Status: BucketVersioningStatus): Promise<unknown> =>
    s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  return {
    setVersioning,
    async versionedBucket() {
      const Bucket = await addBucket(s3);
      await setVersioning(Bucket, 'Enabled');
      return Bucket;
    },
    async put(Bucket, Body, Key = 'k') {
      return (await s3.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId;
    },
    async textOf(Bucket, VersionId, Key = 'k') {
      const command = new GetObjectCommand({ Bucket, Key, ...version(VersionId) });
      return (await s3.send(command)).Body?.transformToString();
    },
    async remove(Bucket, VersionId, Key = 'k') {
      const command = new DeleteObjectCommand({ Bucket, Key, ...version(VersionId) });
      const { VersionId: id, DeleteMarker } = await s3.send(command);
      return { id, DeleteMarker };
    },
    async history(Bucket) {
      const { Versions, DeleteMarkers } = await s3.send(new ListObjectVersionsCommand({ Bucket }));
      const shown = (prefix: string, id: string | undefined, isLatest: boolean | undefined) =>
        `${prefix}${id}${isLatest === true ? '!' : ''}`;
      return [
        ...(Versions ?? []).map((one) => shown('', one.VersionId, one.IsLatest)),
        ...(DeleteMarkers ?? []).map((one) => shown('x', one.VersionId, one.IsLatest)),
      ];
    },
  };
}

/** Headers of a refusal. */
export async function refusedHeaders(call: Promise<unknown>): Promise<Record<string, string>> {
  const error = (await call.catch((thrown: unknown) => thrown)) as {
    readonly $response?: { readonly headers: Record<string, string> };
  };
  return error.$response?.headers ?? {};
}
