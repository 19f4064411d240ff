/** Page: S3 API Reference "PutObjectTagging". The set replaces the former one. */
import type { PutObjectTaggingOutput, PutObjectTaggingRequest } from '@aws-sdk/client-s3';
import { PutObjectTagging$ } from '@aws-sdk/client-s3';
import { describeVersion } from '../../../data/object-writes.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket } from '../access.ts';
import { requestTagKeys } from '../condition-keys.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { readTagSet } from '../tagging.ts';
import { checkVersionId, versionOutput } from '../versions.ts';

const ofObject = readRule('s3:PutObjectTagging');

export const PutObjectTagging: WriteOperation<PutObjectTaggingRequest, PutObjectTaggingOutput> = {
  schema: PutObjectTagging$,
  access: async (input, context) => {
    const tags = readTagSet(input.Tagging?.TagSet, 'object');
    const items = await ofObject(input, context);
    return items.map((item) => ({
      ...item,
      context: { ...item.context, ...requestTagKeys(tags) },
    }));
  },
  mode: 'write',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    const rule = { refusesMarkers: true };
    const { bucket, key, record } = await requireObject(context, input, rule);
    const { tags: _former, ...rest } = record;
    const tags = readTagSet(input.Tagging?.TagSet, 'object');
    const changed = tags.length === 0 ? rest : { ...rest, tags };
    await describeVersion(context.tx, { bucketId: bucket.id, key }, changed);
    return versionOutput(bucket, record);
  },
};
