/** Page: S3 API Reference "CreateMultipartUpload". */
import type { CreateMultipartUploadOutput, CreateMultipartUploadRequest } from '@aws-sdk/client-s3';
import { CreateMultipartUpload$ } from '@aws-sdk/client-s3';
import { newUploadId, putUpload } from '../../../data/uploads.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf } from '../access.ts';
import { newObjectAccess, putTarget } from '../acl.ts';
import { checkEncryption } from '../encryption.ts';
import { descriptionOf } from '../object-description.ts';
import { readTaggingHeader } from '../tagging.ts';
import { initiatorOf, uploadChecksumOf } from '../uploads.ts';
import { writeRule } from '../write-access.ts';

export const CreateMultipartUpload: WriteOperation<
  CreateMultipartUploadRequest,
  CreateMultipartUploadOutput
> = {
  schema: CreateMultipartUpload$,
  access: writeRule({ creates: false }),
  mode: 'write',
  async handle(input, context) {
    checkEncryption(input);
    const checksum = uploadChecksumOf(input);
    const description = descriptionOf(input, readTaggingHeader(input.Tagging));
    const bucket = authorizedBucket(input);
    const access = await newObjectAccess(context, input, putTarget(bucket, input));
    const id = newUploadId(context.nowMs);
    const key = keyOf(input);
    putUpload(context.tx, bucket.id, {
      ...description,
      access,
      id,
      key,
      initiatedAtMs: context.nowMs,
      initiator: initiatorOf(context),
      ...(checksum === undefined ? {} : { checksum }),
    });
    return {
      Bucket: bucket.name,
      Key: key,
      UploadId: id,
      ServerSideEncryption: 'AES256',
      ...(checksum === undefined
        ? {}
        : { ChecksumAlgorithm: checksum.algorithm, ChecksumType: checksum.type }),
    };
  },
};
