/**
 * Multipart uploads as requests name them.
 * Page: S3 UG "Uploading and copying objects using multipart upload".
 */
import type { ChecksumAlgorithm, ChecksumType } from '@hallpass/wire';
import { defaultChecksumType, failWith, supportsChecksumType } from '@hallpass/wire';
import type { ReadTransaction } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import type { UploadPlace, UploadRecord } from '../../data/uploads.ts';
import { findUpload } from '../../data/uploads.ts';
import type { AccessContext, RequestInfo } from '../../operation.ts';
import type { ObjectInput } from './access.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from './access.ts';
import { namedAlgorithm } from './checksums.ts';
import type { ContextEntries } from '../../authorize/context-keys.ts';
import { creationKeys } from './condition-keys.ts';
import { noSuchUpload } from './errors.ts';
import { stillThere } from './find-object.ts';

export interface UploadInput extends ObjectInput {
  readonly UploadId: string | undefined;
}

/** Every part but the last. */
export const partBytesMin: number = 5 * 1024 * 1024;

export interface FoundUpload {
  readonly bucket: BucketRecord;
  readonly place: UploadPlace;
  readonly upload: UploadRecord;
}

export async function requireUpload(tx: ReadTransaction, input: UploadInput): Promise<FoundUpload> {
  const bucket = await stillThere(tx, authorizedBucket(input));
  const uploadId = input.UploadId ?? '';
  const place = { bucketId: bucket.id, key: keyOf(input), uploadId };
  const upload = await findUpload(tx, place);
  if (upload === undefined) throw noSuchUpload(uploadId);
  return { bucket, place, upload };
}

/** The rule of operations on one upload. */
export function uploadRule(
  action: string,
  keys: ContextEntries = {},
): (input: UploadInput, context: AccessContext) => Promise<readonly AccessItem[]> {
  return async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [onObject(action, context, { bucket, key: keyOf(input), keys })];
  };
}

/** Who began the upload: an IAM principal by its ARN, a root user by the account's canonical id. */
export function initiatorOf({ caller }: RequestInfo): UploadRecord['initiator'] {
  if (caller.kind === 'anonymous') {
    throw failWith(
      'AccessDenied',
      'Anonymous users cannot initiate multipart uploads.  Please authenticate.',
    );
  }
  if (caller.kind === 'root') {
    return { id: caller.account.canonicalUserId, displayName: caller.account.name };
  }
  return { id: caller.arn, displayName: caller.arn.slice(caller.arn.lastIndexOf(':') + 1) };
}

/** UploadPart and UploadPartCopy: a part is no object yet. */
export const partRule: ReturnType<typeof uploadRule> = uploadRule(
  's3:PutObject',
  creationKeys(false),
);

export function initiatorOutput({ initiator }: UploadRecord): { ID: string; DisplayName: string } {
  return { ID: initiator.id, DisplayName: initiator.displayName };
}

/** The checksum that CreateMultipartUpload asks for. */
export function uploadChecksumOf(input: {
  readonly ChecksumAlgorithm?: string | undefined;
  readonly ChecksumType?: string | undefined;
}): { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined {
  const algorithm = namedAlgorithm(input.ChecksumAlgorithm);
  const { ChecksumType: asked } = input;
  if (algorithm === undefined) {
    if (asked === undefined) return undefined;
    throw failWith(
      'InvalidRequest',
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    );
  }
  if (asked === undefined) return { algorithm, type: defaultChecksumType(algorithm) };
  if (asked !== 'COMPOSITE' && asked !== 'FULL_OBJECT') {
    throw failWith('InvalidRequest', 'Value for x-amz-checksum-type header is invalid.');
  }
  if (!supportsChecksumType(algorithm, asked)) {
    throw failWith(
      'InvalidRequest',
      `The ${asked} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm, type: asked };
}
