/** Page: S3 API Reference "GetObjectRetention". No bucket has Object Lock. */
import type { GetObjectRetentionOutput, GetObjectRetentionRequest } from '@aws-sdk/client-s3';
import { GetObjectRetention$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { ReadOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from '../access.ts';
import { requireObject } from '../find-object.ts';
import { checkVersionId } from '../versions.ts';

export const GetObjectRetention: ReadOperation<
  GetObjectRetentionRequest,
  GetObjectRetentionOutput
> = {
  schema: GetObjectRetention$,
  access: async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [onObject('s3:GetObjectRetention', context, { bucket, key: keyOf(input) })];
  },
  mode: 'read',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    await requireObject(context, input);
    throw failWith('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  },
};
