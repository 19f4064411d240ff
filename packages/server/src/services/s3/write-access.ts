/**
 * What a write of an object must be allowed, beyond s3:PutObject: tags and ACLs that come along.
 * Page: S3 UG "Required permissions for Amazon S3 API operations".
 */
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { findObject } from '../../data/objects.ts';
import type { AccessContext } from '../../operation.ts';
import type { ObjectInput } from './access.ts';
import { keyOf, onObject, targetBucket } from './access.ts';
import type { AclInput } from './acl-request.ts';
import { setsAcl } from './acl-request.ts';
import { creationKeys, existingTagKeys, requestTagKeys } from './condition-keys.ts';
import { readTaggingHeader } from './tagging.ts';

export interface ObjectWriteInput extends ObjectInput, AclInput {
  readonly Tagging?: string | undefined;
}

/** The rule of PutObject and, as it makes no object yet, of CreateMultipartUpload. */
export function writeRule(options: {
  readonly creates: boolean;
}): (input: ObjectWriteInput, context: AccessContext) => Eventually<readonly AccessItem[]> {
  return (input, context) =>
    whenReady(targetBucket(context, input), (bucket) =>
      writeItems(input, context, { ...options, bucket }),
    );
}

export interface WriteTarget {
  readonly bucket: BucketRecord;
  readonly creates: boolean;
}

export function writeItems(
  input: ObjectWriteInput,
  context: AccessContext,
  { bucket, creates }: WriteTarget,
): Eventually<readonly AccessItem[]> {
  const key = keyOf(input);
  const tags = readTaggingHeader(input.Tagging);
  const requested = requestTagKeys(tags);
  const keys = { ...creationKeys(creates), ...requested };
  const items = [onObject('s3:PutObject', context, { bucket, key, keys })];
  if (tags === undefined && !setsAcl(input)) return items;
  return whenReady(findObject(context.tx, bucket.id, key), (former) => {
    const existing = existingTagKeys(former?.tags);
    if (tags !== undefined) {
      const tagging = { bucket, key, keys: { ...existing, ...requested } };
      items.push(onObject('s3:PutObjectTagging', context, tagging));
    }
    if (setsAcl(input)) {
      items.push(onObject('s3:PutObjectAcl', context, { bucket, key, keys: existing }));
    }
    return items;
  });
}
