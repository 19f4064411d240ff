/** Page: S3 API Reference "GetObjectTagging". */
import type { GetObjectTaggingOutput, GetObjectTaggingRequest } from '@aws-sdk/client-s3';
import { GetObjectTagging$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { tagSetOutput } from '../tagging.ts';
import { checkVersionId } from '../versions.ts';

export const GetObjectTagging: ReadOperation<GetObjectTaggingRequest, GetObjectTaggingOutput> = {
  schema: GetObjectTagging$,
  access: readRule('s3:GetObjectTagging'),
  mode: 'read',
  async handle(input, context) {
    checkVersionId(input.VersionId);
    const { record } = await requireObject(context, input);
    return { TagSet: tagSetOutput(record.tags) };
  },
};
