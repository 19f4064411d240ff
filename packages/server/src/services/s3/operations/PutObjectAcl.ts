/** Page: S3 API Reference "PutObjectAcl". While ACLs are off it may only say what is so anyway. */
import type { PutObjectAclOutput, PutObjectAclRequest } from '@aws-sdk/client-s3';
import { PutObjectAcl$ } from '@aws-sdk/client-s3';
import { objectArn } from '../../../data/arns.ts';
import { describeVersion } from '../../../data/object-writes.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket } from '../access.ts';
import { newObjectAcl } from '../acl.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { checkVersionId } from '../versions.ts';

export const PutObjectAcl: WriteOperation<PutObjectAclRequest, PutObjectAclOutput> = {
  schema: PutObjectAcl$,
  access: readRule('s3:PutObjectAcl'),
  mode: 'write',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    const rule = { refusesMarkers: true };
    const { bucket, key, record } = await requireObject(context, input, rule);
    const resource = objectArn(bucket.partition, bucket.name, key);
    const target = { bucket, action: 's3:PutObjectAcl', resource, record };
    const acl = await newObjectAcl(context, input, target);
    if (acl !== undefined) {
      await describeVersion(context.tx, { bucketId: bucket.id, key }, { ...record, acl });
    }
    return {};
  },
};
