/** Page: S3 API Reference "PutObjectAcl". With ACLs off it may only say what is so anyway. */
import type { PutObjectAclOutput, PutObjectAclRequest } from '@aws-sdk/client-s3';
import { PutObjectAcl$ } from '@aws-sdk/client-s3';
import type { WriteOperation } from '../../../operation.ts';
import { checkPutAcl, ownerIdOf } from '../acl.ts';
import { requireObject } from '../find-object.ts';
import { readRule } from '../read-object.ts';
import { checkVersionId } from '../versions.ts';

export const PutObjectAcl: WriteOperation<PutObjectAclRequest, PutObjectAclOutput> = {
  schema: PutObjectAcl$,
  access: readRule('s3:PutObjectAcl'),
  mode: 'write',
  async handle(input, context) {
    checkVersionId(input.VersionId);
    const { bucket } = await requireObject(context, input);
    checkPutAcl(input, await ownerIdOf(context.tx, bucket));
    return {};
  },
};
