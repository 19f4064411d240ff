/** Page: S3 API Reference "CompleteMultipartUpload". */
import type {
  CompleteMultipartUploadOutput,
  CompleteMultipartUploadRequest,
} from '@aws-sdk/client-s3';
import { CompleteMultipartUpload$ } from '@aws-sdk/client-s3';
import type { ReadTransaction } from '@hallpass/store';
import { bucketOfHost } from '@hallpass/wire';
import type { ObjectDescription } from '../../../data/objects.ts';
import { findObject } from '../../../data/objects.ts';
import type { PartRecord, UploadRecord } from '../../../data/uploads.ts';
import { endUpload, listParts, partsMax } from '../../../data/uploads.ts';
import type { OwnOperation, RequestInfo } from '../../../operation.ts';
import { checksumOutput } from '../checksums.ts';
import { creationKeys } from '../condition-keys.ts';
import { completedContent } from '../complete-upload.ts';
import { checkEncryption } from '../encryption.ts';
import { failS3 } from '../errors.ts';
import { checkWriteConditionForm } from '../preconditions.ts';
import { retireBlobs } from '../retire-blobs.ts';
import type { ObjectContent } from '../store-object.ts';
import { writeObject } from '../store-object.ts';
import type { FoundUpload } from '../uploads.ts';
import { requireUpload, uploadRule } from '../uploads.ts';

/** Parts that are replaced while the upload is completed make it start again. */
const attemptsMax = 5;

async function partsOf(tx: ReadTransaction, uploadId: string): Promise<Map<number, PartRecord>> {
  const parts = await listParts(tx, { uploadId, limit: partsMax });
  return new Map(parts.map((part) => [part.number, part]));
}

function descriptionOf(upload: UploadRecord): ObjectDescription {
  const { headers, metadata, tags, storageClass, websiteRedirectLocation } = upload;
  return {
    headers,
    metadata,
    ...(tags === undefined ? {} : { tags }),
    ...(storageClass === undefined ? {} : { storageClass }),
    ...(websiteRedirectLocation === undefined ? {} : { websiteRedirectLocation }),
  };
}

/** An object written since the upload began conflicts with a condition on it, even when it matches. */
async function checkConflict(
  tx: ReadTransaction,
  { IfMatch }: CompleteMultipartUploadRequest,
  { place, upload }: FoundUpload,
): Promise<void> {
  if (IfMatch === undefined) return;
  const former = await findObject(tx, place.bucketId, place.key);
  if (former === undefined || former.modifiedAtMs <= upload.initiatedAtMs) return;
  if (former.etag !== IfMatch.replaceAll('"', '')) return;
  throw failS3('ConditionalRequestConflict', undefined, {
    Condition: 'If-Match',
    Key: place.key,
  });
}

/** Whether the parts in the content are still those of the upload. */
function isCurrent(content: ObjectContent, parts: ReadonlyMap<number, PartRecord>): boolean {
  return (
    content.body.kind === 'parts' &&
    content.body.parts.every((part) => parts.get(part.number)?.blobId === part.blobId)
  );
}

interface Completed {
  readonly content: ObjectContent;
  readonly versionId: string | undefined;
  readonly retired: readonly string[];
}

async function complete(
  input: CompleteMultipartUploadRequest,
  context: RequestInfo,
): Promise<Completed | undefined> {
  const { server, nowMs } = context;
  const { upload, uploaded } = await server.metadata.read(async (tx) => {
    const { upload } = await requireUpload(tx, input);
    return { upload, uploaded: await partsOf(tx, upload.id) };
  });
  // Digests take their time, so they are made outside the transaction.
  const content = await completedContent({ input, upload, uploaded });
  return server.metadata.transact(async (tx) => {
    const found = await requireUpload(tx, input);
    if (!isCurrent(content, await partsOf(tx, upload.id))) return undefined;
    await checkConflict(tx, input, found);
    const written = await writeObject(tx, {
      bucket: found.bucket,
      key: upload.key,
      conditions: input,
      description: descriptionOf(upload),
      access: upload.access ?? {},
      content,
      modifiedAtMs: nowMs,
    });
    const left = await endUpload(tx, found.place);
    const retired = [...written.retired, ...left];
    return { content, versionId: written.versionId, retired };
  });
}

function locationOf(bucket: string, key: string, { request }: RequestInfo): string {
  const host = request.headers['host'] ?? '';
  const base = `${request.secureTransport ? 'https' : 'http'}://${host}`;
  const path = encodeURIComponent(key);
  return bucketOfHost(host) === undefined ? `${base}/${bucket}/${path}` : `${base}/${path}`;
}

export const CompleteMultipartUpload: OwnOperation<
  CompleteMultipartUploadRequest,
  CompleteMultipartUploadOutput
> = {
  schema: CompleteMultipartUpload$,
  access: uploadRule('s3:PutObject', creationKeys(true)),
  mode: 'own',
  async handle(input, context) {
    checkWriteConditionForm(input);
    checkEncryption(input);
    for (let attempt = 0; attempt < attemptsMax; attempt += 1) {
      const completed = await complete(input, context);
      if (completed === undefined) continue;
      const { content, versionId, retired } = completed;
      retireBlobs(context.server, retired);
      const [bucket, key] = [input.Bucket ?? '', input.Key ?? ''];
      return {
        Location: locationOf(bucket, key, context),
        Bucket: bucket,
        Key: key,
        ETag: `"${content.etag}"`,
        ServerSideEncryption: 'AES256',
        ...(versionId === undefined ? {} : { VersionId: versionId }),
        ...checksumOutput(content.checksum),
      };
    }
    throw failS3('ConditionalRequestConflict');
  },
};
