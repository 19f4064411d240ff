/**
 * What a write of an object must be allowed, beyond s3:PutObject: tags and ACLs that come along.
 * Page: S3 UG "Required permissions for Amazon S3 API operations".
 */
import type { AccessItem } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import type { AccessContext } from '../../operation.ts';
import type { ObjectInput } from './access.ts';
import { keyOf, onObject, targetBucket } from './access.ts';
import type { AclInput } from './acl.ts';
import { checkAclHeaders, ownerIdOf, setsAcl } from './acl.ts';
import { requestTagKeys, writeKeys } from './condition-keys.ts';
import { readTaggingHeader } from './tagging.ts';

export interface ObjectWriteInput extends ObjectInput, AclInput {
  readonly Tagging?: string | undefined;
}

export async function putObjectAccess(
  input: ObjectWriteInput,
  context: AccessContext,
): Promise<readonly AccessItem[]> {
  const bucket = await targetBucket(context, input);
  return writeItems(input, context, bucket);
}

export async function writeItems(
  input: ObjectWriteInput,
  context: AccessContext,
  bucket: BucketRecord,
): Promise<readonly AccessItem[]> {
  const key = keyOf(input);
  const tags = readTaggingHeader(input.Tagging);
  const keys = { ...writeKeys(context), ...requestTagKeys(tags) };
  const target = { bucket, key, keys };
  const items = [onObject('s3:PutObject', context, target)];
  if (tags !== undefined) items.push(onObject('s3:PutObjectTagging', context, target));
  if (setsAcl(input)) {
    items.push(onObject('s3:PutObjectAcl', context, target));
    checkAclHeaders(input, await ownerIdOf(context.tx, bucket));
  }
  return items;
}
