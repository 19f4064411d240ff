/** Page: S3 API Reference "PutBucketAcl". With ACLs off it may only say what is so anyway. */
import type { PutBucketAclRequest } from '@aws-sdk/client-s3';
import { PutBucketAcl$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { authorizedBucket, onBucket, targetBucket } from '../access.ts';
import { checkPutAcl, ownerIdOf } from '../acl.ts';

export const PutBucketAcl: WriteOperation<PutBucketAclRequest, object> = {
  schema: PutBucketAcl$,
  access: async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [onBucket('s3:PutBucketAcl', context, { bucket })];
  },
  mode: 'write',
  async handle(input, { tx }) {
    const bucket = authorizedBucket(input);
    checkPutAcl(input, await ownerIdOf(tx, bucket));
    return {};
  },
};
