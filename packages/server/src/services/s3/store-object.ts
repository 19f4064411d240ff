/**
 * The one transaction that makes an uploaded, copied or completed object visible: the bucket must
 * still be there, the write's conditions hold, the former version gives way, blobs change hands.
 */
import type { Eventually, Transaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import { AwsError } from '@hallpass/wire';
import type { ObjectAccess } from '../../data/acls.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { putObject } from '../../data/object-writes.ts';
import type {
  ChecksumRecord,
  NewBody,
  ObjectDescription,
  ObjectRecord,
} from '../../data/objects.ts';
import { findObject } from '../../data/objects.ts';
import type { RequestInfo } from '../../operation.ts';
import { stillThere } from './find-object.ts';
import type { WriteConditions } from './preconditions.ts';
import { checkWriteConditions } from './preconditions.ts';
import { discardBlob, retireBlobs } from './retire-blobs.ts';

export interface ObjectContent {
  readonly body: NewBody;
  readonly size: number;
  readonly etag: string;
  readonly checksum?: ChecksumRecord;
}

export interface ObjectWrite {
  readonly bucket: BucketRecord;
  readonly key: string;
  readonly conditions: WriteConditions;
  readonly description: ObjectDescription;
  /** Whose it will be, and its list. */
  readonly access: ObjectAccess;
  readonly content: ObjectContent;
  readonly modifiedAtMs: number;
}

export interface Written {
  readonly record: Omit<ObjectRecord, 'body'>;
  /** As the answer shows it: absent for the null version, also where versioning is suspended. */
  readonly versionId?: string;
  /** To be retired once the transaction is durable. */
  readonly retired: readonly string[];
}

/** Within a transaction that also does something else (completing an upload, copying). */
export function writeObject(tx: Transaction, write: ObjectWrite): Eventually<Written> {
  const { bucket, key, content } = write;
  return whenReady(stillThere(tx, bucket), ({ versioning }) =>
    whenReady(findObject(tx, bucket.id, key), (former) => {
      checkWriteConditions(key, former, write.conditions);
      const record = recordOf(write);
      const place = { bucketId: bucket.id, key, former, versioning };
      const put = putObject(tx, { ...place, record, body: content.body });
      return whenReady(put, (done) => ({ record, ...done }));
    }),
  );
}

function recordOf(write: ObjectWrite): Written['record'] {
  const { description, access, content, modifiedAtMs } = write;
  const { size, etag, checksum } = content;
  const record = { ...description, ...access, size, etag, modifiedAtMs };
  return checksum === undefined ? record : { ...record, checksum };
}

/** A transaction of its own. A blob that does not come into the record is discarded at once. */
export function storeObject({ server }: RequestInfo, write: ObjectWrite): Promise<Written> {
  return server.metadata
    .transact((tx) => writeObject(tx, write))
    .then(
      (written) => {
        retireBlobs(server, written.retired);
        return written;
      },
      async (error: unknown) => {
        const { body } = write.content;
        // A refusal comes before the commit; of other failures nobody knows whether it committed.
        if (body.kind === 'blob' && error instanceof AwsError) await discardBlob(server, body.id);
        throw error;
      },
    );
}
