/** Page: S3 API Reference "DeleteObjectTagging". */
import type { DeleteObjectTaggingOutput, DeleteObjectTaggingRequest } from '@aws-sdk/client-s3';
import { DeleteObjectTagging$ } from '@aws-sdk/client-s3';
import { describeVersion } from '../../../data/object-writes.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket } from '../access.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { checkVersionId, versionOutput } from '../versions.ts';

export const DeleteObjectTagging: WriteOperation<
  DeleteObjectTaggingRequest,
  DeleteObjectTaggingOutput
> = {
  schema: DeleteObjectTagging$,
  access: readRule('s3:DeleteObjectTagging'),
  mode: 'write',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    const rule = { refusesMarkers: true };
    const { bucket, key, record } = await requireObject(context, input, rule);
    const { tags: _former, ...rest } = record;
    await describeVersion(context.tx, { bucketId: bucket.id, key }, rest);
    return versionOutput(bucket, record);
  },
};
