/** Page: S3 API Reference "ListParts". */
import type { ListPartsOutput, ListPartsRequest } from '@aws-sdk/client-s3';
import { ListParts$ } from '@aws-sdk/client-s3';
import { listParts } from '../../../data/uploads.ts';
import type { ReadOperation } from '../../../operation.ts';
import { ownerIdOf } from '../acl.ts';
import { partChecksumOutput } from '../checksums.ts';
import { markerOf, pageSize } from '../part-pages.ts';
import { requireUpload, uploadRule } from '../uploads.ts';

export const ListParts: ReadOperation<ListPartsRequest, ListPartsOutput> = {
  schema: ListParts$,
  access: uploadRule('s3:ListMultipartUploadParts'),
  mode: 'read',
  async handle(input, { tx }) {
    const max = pageSize(input.MaxParts, 'max-parts');
    const marker = markerOf(input.PartNumberMarker, 'part-number-marker');
    const { bucket, upload } = await requireUpload(tx, input);
    const found = await listParts(tx, { uploadId: upload.id, after: marker, limit: max + 1 });
    const parts = found.slice(0, max);
    const { checksum } = upload;
    return {
      Bucket: bucket.name,
      Key: upload.key,
      UploadId: upload.id,
      PartNumberMarker: String(marker),
      NextPartNumberMarker: String(parts.at(-1)?.number ?? 0),
      MaxParts: max,
      IsTruncated: found.length > max,
      Initiator: { ID: upload.initiator.id, DisplayName: upload.initiator.displayName },
      Owner: { ID: await ownerIdOf(tx, bucket) },
      StorageClass: (upload.storageClass ?? 'STANDARD') as 'STANDARD',
      ...(checksum === undefined
        ? {}
        : {
            ChecksumAlgorithm: checksum.algorithm as 'CRC32',
            ChecksumType: checksum.type,
          }),
      ...(parts.length === 0
        ? {}
        : {
            Parts: parts.map((part) => ({
              PartNumber: part.number,
              LastModified: new Date(part.modifiedAtMs),
              ETag: `"${part.etag}"`,
              Size: part.size,
              ...partChecksumOutput(part.checksum),
            })),
          }),
    };
  },
};
