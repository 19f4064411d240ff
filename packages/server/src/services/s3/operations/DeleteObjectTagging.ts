/** Page: S3 API Reference "DeleteObjectTagging". */
import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from '@aws-sdk/client-s3';
import { DeleteObjectTagging$ } from '@aws-sdk/client-s3';
import { describeObject } from '../../../data/objects.ts';
import type { WriteOperation } from '../../../operation.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { checkVersionId } from '../versions.ts';

export const DeleteObjectTagging: WriteOperation<
  DeleteObjectTaggingRequest,
  DeleteObjectTaggingOutput
> = {
  schema: DeleteObjectTagging$,
  access: readRule('s3:DeleteObjectTagging'),
  mode: 'write',
  async handle(input, context) {
    checkVersionId(input.VersionId);
    const { bucket, key, record } = await requireObject(context, input);
    const { tags: _former, ...rest } = record;
    describeObject(context.tx, { bucketId: bucket.id, key }, rest);
    return {};
  },
};
