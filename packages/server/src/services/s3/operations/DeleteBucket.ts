/** Page: S3 API Reference "DeleteBucket". */
import type { DeleteBucketRequest } from '@aws-sdk/client-s3';
import { DeleteBucket$ } from '@aws-sdk/client-s3';
import type { Transaction } from '@hallpass/store';
import type { BucketRecord } from '../../../data/buckets.ts';
import { deleteBucket } from '../../../data/buckets.ts';
import { hasOtherVersions } from '../../../data/object-versions.ts';
import { hasObjects } from '../../../data/objects.ts';
import { endUpload, scanUploads } from '../../../data/uploads.ts';
import type { OwnOperation } from '../../../operation.ts';
import { authorizedBucket, bucketRule } from '../access.ts';
import { failS3 } from '../errors.ts';
import { stillThere } from '../find-object.ts';
import { retireBlobs } from '../retire-blobs.ts';

/** Uploads in progress do not keep a bucket; they are aborted so many at a time. */
const uploadsPerTransaction = 5;

const versionsLeft =
  'The bucket you tried to delete is not empty. You must delete all versions in the bucket.';

interface Progress {
  readonly done: boolean;
  readonly retired: readonly string[];
}

async function deleteSome(tx: Transaction, authorized: BucketRecord): Promise<Progress> {
  const bucket = await stillThere(tx, authorized);
  const bucketId = bucket.id;
  if ((await hasObjects(tx, bucketId)) || (await hasOtherVersions(tx, bucketId))) {
    const text = bucket.versioning === undefined ? undefined : versionsLeft;
    throw failS3('BucketNotEmpty', text, { BucketName: bucket.name });
  }
  const uploads = await scanUploads(tx, { bucketId, limit: uploadsPerTransaction });
  const retired: string[] = [];
  for (const { key, id } of uploads) {
    retired.push(...(await endUpload(tx, { bucketId, key, uploadId: id })));
  }
  const done = uploads.length < uploadsPerTransaction;
  if (done) deleteBucket(tx, bucket);
  return { done, retired };
}

export const DeleteBucket: OwnOperation<DeleteBucketRequest, object> = {
  schema: DeleteBucket$,
  access: bucketRule('s3:DeleteBucket'),
  mode: 'own',
  async handle(input, { server }) {
    const bucket = authorizedBucket(input);
    for (;;) {
      const { done, retired } = await server.metadata.transact((tx) => deleteSome(tx, bucket));
      retireBlobs(server, retired);
      if (done) return {};
    }
  },
};
