/** Page: S3 API Reference "GetObjectAcl". */
import type { GetObjectAclOutput, GetObjectAclRequest } from '@aws-sdk/client-s3';
import { GetObjectAcl$ } from '@aws-sdk/client-s3';
import { authorizedBucket } from '../access.ts';
import type { ReadOperation } from '../../../operation.ts';
import { objectAclOutput } from '../acl.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { checkVersionId } from '../versions.ts';

export const GetObjectAcl: ReadOperation<GetObjectAclRequest, GetObjectAclOutput> = {
  schema: GetObjectAcl$,
  access: readRule('s3:GetObjectAcl'),
  mode: 'read',
  async handle(input, context) {
    checkVersionId(input.VersionId, authorizedBucket(input));
    const { bucket, record } = await requireObject(context, input);
    return objectAclOutput(context.tx, bucket, record);
  },
};
