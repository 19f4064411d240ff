/** Page: S3 API Reference "GetObjectLegalHold". No bucket has Object Lock. */
import type { GetObjectLegalHoldOutput, GetObjectLegalHoldRequest } from '@aws-sdk/client-s3';
import { GetObjectLegalHold$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { ReadOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from '../access.ts';
import { requireObject } from '../find-object.ts';
import { checkVersionId } from '../versions.ts';

export const GetObjectLegalHold: ReadOperation<
  GetObjectLegalHoldRequest,
  GetObjectLegalHoldOutput
> = {
  schema: GetObjectLegalHold$,
  access: async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [onObject('s3:GetObjectLegalHold', context, { bucket, key: keyOf(input) })];
  },
  mode: 'read',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    await requireObject(context, input);
    throw failWith('InvalidRequest', 'Bucket is missing Object Lock Configuration');
  },
};
