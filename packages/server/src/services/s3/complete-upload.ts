/**
 * From the parts that CompleteMultipartUpload lists to the content of the object: every check on
 * the list, the ETag and the checksum of the whole. Page: S3 API Reference
 * "CompleteMultipartUpload".
 */
import { createHash } from 'node:crypto';
import type { CompletedPart, CompleteMultipartUploadRequest } from '@aws-sdk/client-s3';
import type { ChecksumAlgorithm } from '@hallpass/wire';
import { checksumAlgorithms, failWith, multipartChecksum } from '@hallpass/wire';
import type { ChecksumRecord, ObjectPart } from '../../data/objects.ts';
import type { PartRecord, UploadRecord } from '../../data/uploads.ts';
import { memberOf } from './checksums.ts';
import { failS3 } from './errors.ts';
import type { ObjectContent } from './store-object.ts';
import { partBytesMin } from './uploads.ts';

export interface Completion {
  readonly input: CompleteMultipartUploadRequest;
  readonly upload: UploadRecord;
  /** By number: what was uploaded. */
  readonly uploaded: ReadonlyMap<number, PartRecord>;
}

const bare = (etag: string | undefined): string => (etag ?? '').replaceAll('"', '');

function badDigest(text: string): Error {
  return failS3('BadDigest', text);
}

/** Checks of the list itself, before anything is looked up. */
function checkOrder({ input, upload }: Completion): readonly CompletedPart[] {
  const listed = input.MultipartUpload?.Parts ?? [];
  if (listed.length === 0) throw failWith('InvalidRequest', 'You must specify at least one part');
  let last = 0;
  for (const { PartNumber: number } of listed) {
    if (number === undefined) throw failWith('MalformedXML');
    if (number <= last) throw failS3('InvalidPartOrder', undefined, { UploadId: upload.id });
    last = number;
  }
  return listed;
}

/** The checksum that a listed part carries must be the one it was uploaded with. */
function checkPartChecksum(
  listed: CompletedPart,
  part: PartRecord,
  { checksum }: UploadRecord,
): boolean {
  const number = listed.PartNumber ?? 0;
  for (const algorithm of checksumAlgorithms) {
    const given = listed[memberOf(algorithm)];
    if (given === undefined) continue;
    if (checksum === undefined) return false;
    if (algorithm !== checksum.algorithm) {
      throw badDigest(
        `The ${algorithm.toLowerCase()} you specified for part ${number} did not match what we received.`,
      );
    }
    return given === part.checksum?.value;
  }
  if (checksum?.type === 'COMPOSITE') {
    throw failWith(
      'InvalidRequest',
      `The upload was created using a ${checksum.algorithm.toLowerCase()} checksum. The complete request must include the checksum for each part. It was missing for part ${number} in the request.`,
    );
  }
  return true;
}

function partsOf(completion: Completion): readonly PartRecord[] {
  const { upload, uploaded } = completion;
  return checkOrder(completion).map((listed) => {
    const part = uploaded.get(listed.PartNumber ?? 0);
    const found = part !== undefined && part.etag === bare(listed.ETag);
    if (!found || !checkPartChecksum(listed, part, upload)) {
      throw failS3('InvalidPart', undefined, {
        UploadId: upload.id,
        PartNumber: listed.PartNumber,
        ETag: bare(listed.ETag),
      });
    }
    return part;
  });
}

function checkSizes(parts: readonly PartRecord[]): void {
  for (const part of parts.slice(0, -1)) {
    if (part.size >= partBytesMin) continue;
    throw failS3('EntityTooSmall', undefined, {
      ProposedSize: part.size,
      MinSizeAllowed: partBytesMin,
      PartNumber: part.number,
      ETag: part.etag,
    });
  }
}

function checkType({ input, upload }: Completion): void {
  const { ChecksumType: asked } = input;
  const mode = upload.checksum?.type;
  if (asked === undefined || asked === mode) return;
  throw failWith(
    'InvalidRequest',
    `The upload was created using the ${mode ?? 'null'} checksum mode. The complete request must use the same checksum mode.`,
  );
}

async function checksumOf(
  { input, upload }: Completion,
  parts: readonly PartRecord[],
): Promise<ChecksumRecord> {
  const algorithm = (upload.checksum?.algorithm ?? 'CRC64NVME') as ChecksumAlgorithm;
  const type = upload.checksum?.type ?? 'FULL_OBJECT';
  const value = await multipartChecksum(
    algorithm,
    type,
    parts.map(({ checksum, crc64nvme, size }) => ({
      checksum: (upload.checksum === undefined ? crc64nvme : checksum?.value) ?? '',
      length: size,
    })),
  );
  if (value === undefined) throw new Error('a part was kept without its checksum');
  for (const other of checksumAlgorithms) {
    const given = input[memberOf(other)];
    if (given === undefined || (other === algorithm && given === value)) continue;
    throw badDigest(
      `The ${algorithm.toLowerCase()} you specified did not match the calculated checksum.`,
    );
  }
  return { algorithm, value, type };
}

/** MD5 of the parts' MD5s, and how many they are. */
function etagOf(parts: readonly PartRecord[]): string {
  const hash = createHash('md5');
  for (const { etag } of parts) hash.update(etag, 'hex');
  return `${hash.digest('hex')}-${parts.length}`;
}

function objectPart({ number, size, blobId, checksum }: PartRecord): ObjectPart {
  return { number, size, blobId, ...(checksum === undefined ? {} : { checksum: checksum.value }) };
}

export async function completedContent(completion: Completion): Promise<ObjectContent> {
  checkType(completion);
  const parts = partsOf(completion);
  checkSizes(parts);
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  const { MpuObjectSize: expected } = completion.input;
  if (expected !== undefined && expected !== size) {
    throw failWith(
      'InvalidRequest',
      `The provided 'x-amz-mp-object-size' header value ${expected} does not match what was computed: ${size}`,
    );
  }
  const checksum = await checksumOf(completion, parts);
  const body = { kind: 'parts' as const, parts: parts.map(objectPart) };
  return { body, size, etag: etagOf(parts), checksum };
}
