/** The one transaction that makes an uploaded or copied part count. */
import type { ChecksumAlgorithm } from '@hallpass/wire';
import { AwsError } from '@hallpass/wire';
import type { PartRecord, UploadRecord } from '../../data/uploads.ts';
import { putPart } from '../../data/uploads.ts';
import type { RequestInfo } from '../../operation.ts';
import type { Received } from './receive-body.ts';
import { discardBlob, retireBlobs } from './retire-blobs.ts';
import type { UploadInput } from './uploads.ts';
import { requireUpload } from './uploads.ts';

/** Never inline: an object made of parts is a list of blobs. */
export const neverInline = -1;

/** What every part of the upload is summed with. */
export function partAlgorithm({ checksum }: UploadRecord): ChecksumAlgorithm {
  return (checksum?.algorithm ?? 'CRC64NVME') as ChecksumAlgorithm;
}

export async function storePart(
  info: RequestInfo,
  input: UploadInput & { readonly PartNumber: number | undefined },
  received: Received,
): Promise<PartRecord> {
  const { server, nowMs } = info;
  const { body, size, etag, checksum } = received;
  if (body.kind !== 'blob') throw new Error('a part is not a blob');
  const blobId = body.id;
  try {
    const { part, retired } = await server.metadata.transact(async (tx) => {
      const { upload, place } = await requireUpload(tx, input);
      const { algorithm, value } = checksum;
      const part: PartRecord = {
        number: input.PartNumber ?? 0,
        size,
        etag,
        modifiedAtMs: nowMs,
        blobId,
        ...(upload.checksum === undefined
          ? { crc64nvme: value }
          : { checksum: { algorithm, value } }),
      };
      return { part, retired: await putPart(tx, place.uploadId, part) };
    });
    retireBlobs(server, retired);
    return part;
  } catch (error) {
    if (error instanceof AwsError) await discardBlob(server, blobId);
    throw error;
  }
}
