/** Page: S3 API Reference "GetObjectTagging". */
import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from '@aws-sdk/client-s3';
import { GetObjectTagging$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { authorizedBucket } from '../access.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { tagSetOutput } from '../tagging.ts';
import { checkVersionId, versionOutput } from '../versions.ts';

export const GetObjectTagging: ReadOperation<GetObjectTaggingRequest, GetObjectTaggingOutput> = {
  schema: GetObjectTagging$,
  access: readRule('s3:GetObjectTagging'),
  mode: 'read',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    const { bucket, record } = await requireObject(context, input, { refusesMarkers: true });
    return { TagSet: tagSetOutput(record.tags), ...versionOutput(bucket, record) };
  },
};
