/** Page: S3 API Reference "ListMultipartUploads". */
import type {
  ListMultipartUploadsOutput,
  ListMultipartUploadsRequest,
  MultipartUpload,
} from '@aws-sdk/client-s3';
import { ListMultipartUploads$ } from '@aws-sdk/client-s3';
import type { BucketRecord } from '../../../data/buckets.ts';
import type { UploadRecord } from '../../../data/uploads.ts';
import { scanUploads } from '../../../data/uploads.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { ownerIdOf } from '../acl.ts';
import { invalidArgument } from '../errors.ts';
import {
  checkEncodingType,
  delimiterOf,
  encoderOf,
  pageSizeOf,
  prefixOutput,
} from '../list-parameters.ts';
import type { WalkPage } from '../listing.ts';
import { markerPosition, walkPage } from '../listing.ts';
import { initiatorOutput } from '../uploads.ts';
import { authorizedBucket, bucketRule } from '../access.ts';

/** Greater than every upload id: all uploads of the marker's key were seen. */
const allOfKey = '\u{10ffff}';
const uploadIdForm = /^[0-9a-f]{12}[\w-]{20}$/;

/** Without a key marker the upload id marker is ignored. */
function uploadIdMarkerOf(input: ListMultipartUploadsRequest): string {
  const { KeyMarker, UploadIdMarker: marker } = input;
  if (KeyMarker === undefined || KeyMarker === '') return allOfKey;
  if (marker === undefined || marker === '') return allOfKey;
  if (uploadIdForm.test(marker)) return marker;
  throw invalidArgument('Invalid uploadId marker', { name: 'upload-id-marker', value: marker });
}

async function uploadPage(
  { tx }: ReadContext,
  bucket: BucketRecord,
  query: { readonly input: ListMultipartUploadsRequest; readonly max: number },
): Promise<WalkPage<UploadRecord>> {
  const { input, max } = query;
  const prefix = input.Prefix ?? '';
  const delimiter = delimiterOf(input);
  const marker = uploadIdMarkerOf(input);
  return walkPage<UploadRecord>({
    prefix,
    delimiter,
    max,
    begin: markerPosition(input.KeyMarker, { prefix, delimiter }),
    keyOf: ({ key }) => key,
    scan: ({ from, after, last, limit }) =>
      scanUploads(tx, {
        bucketId: bucket.id,
        from,
        after: after === undefined ? undefined : { key: after, uploadId: last?.id ?? marker },
        limit,
      }),
  });
}

interface Shown {
  readonly encode: (text: string) => string;
  readonly owner: string;
}

function uploadOutput(upload: UploadRecord, { encode, owner }: Shown): MultipartUpload {
  const { checksum } = upload;
  return {
    UploadId: upload.id,
    Key: encode(upload.key),
    Initiated: new Date(upload.initiatedAtMs),
    StorageClass: (upload.storageClass ?? 'STANDARD') as 'STANDARD',
    Owner: { ID: owner },
    Initiator: initiatorOutput(upload),
    ...(checksum === undefined
      ? {}
      : { ChecksumAlgorithm: checksum.algorithm as 'CRC32', ChecksumType: checksum.type }),
  };
}

/** AWS names the last upload of the page, whether or not more follow. */
function nextMarkers(
  { entries, next }: WalkPage<UploadRecord>,
  encode: (text: string) => string,
): { NextKeyMarker: string; NextUploadIdMarker: string } {
  if (next?.kind === 'beyond') {
    return { NextKeyMarker: encode(next.prefix), NextUploadIdMarker: '' };
  }
  const last = entries.at(-1);
  return { NextKeyMarker: encode(last?.key ?? ''), NextUploadIdMarker: last?.id ?? '' };
}

export const ListMultipartUploads: ReadOperation<
  ListMultipartUploadsRequest,
  ListMultipartUploadsOutput
> = {
  schema: ListMultipartUploads$,
  access: bucketRule('s3:ListBucketMultipartUploads'),
  mode: 'read',
  async handle(input, context) {
    checkEncodingType(input.EncodingType);
    const max = pageSizeOf(input.MaxUploads, 'max-uploads');
    const bucket = authorizedBucket(input);
    const owner = await ownerIdOf(context.tx, bucket);
    const page = await uploadPage(context, bucket, { input, max });
    const encode = encoderOf(input);
    const { KeyMarker, UploadIdMarker, Prefix, Delimiter, EncodingType } = input;
    return {
      Bucket: bucket.name,
      KeyMarker: encode(KeyMarker ?? ''),
      UploadIdMarker: KeyMarker === undefined || KeyMarker === '' ? '' : (UploadIdMarker ?? ''),
      ...nextMarkers(page, encode),
      ...(Prefix === undefined ? {} : { Prefix: encode(Prefix) }),
      ...(Delimiter === undefined ? {} : { Delimiter: encode(Delimiter) }),
      MaxUploads: max,
      IsTruncated: page.next !== undefined,
      ...(page.entries.length === 0
        ? {}
        : { Uploads: page.entries.map((upload) => uploadOutput(upload, { encode, owner })) }),
      ...prefixOutput(page.prefixes, encode),
      ...(EncodingType === undefined ? {} : { EncodingType }),
    };
  },
};
