/** Page: S3 API Reference "GetBucketTagging". */
import type { GetBucketTaggingOutput, GetBucketTaggingRequest } from '@aws-sdk/client-s3';
import { GetBucketTagging$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';
import { failS3 } from '../errors.ts';
import { tagSetOutput } from '../tagging.ts';

export const GetBucketTagging: ReadOperation<GetBucketTaggingRequest, GetBucketTaggingOutput> =
  readSetting({
    schema: GetBucketTagging$,
    action: 's3:GetBucketTagging',
    show({ name, tags }) {
      if (tags.length === 0) throw failS3('NoSuchTagSet', undefined, { BucketName: name });
      return { TagSet: tagSetOutput(tags) };
    },
  });
