/**
 * Object ownership: with BucketOwnerEnforced, S3's default, ACLs are off and the bucket's owner
 * owns everything in it; BucketOwnerPreferred and ObjectWriter turn ACLs on. Page: S3 UG
 * "Controlling ownership of objects and disabling ACLs for your bucket".
 */
import type { ObjectOwnership } from '../../data/buckets.ts';
import { invalidArgument, malformedXml } from './errors.ts';

const settings: readonly ObjectOwnership[] = [
  'BucketOwnerEnforced',
  'BucketOwnerPreferred',
  'ObjectWriter',
];

function isSetting(text: string | undefined): text is ObjectOwnership {
  return settings.some((setting) => setting === text);
}

/** `x-amz-object-ownership` of CreateBucket. */
export function readOwnershipHeader(header: string | undefined): ObjectOwnership {
  if (header === undefined) return 'BucketOwnerEnforced';
  if (isSetting(header)) return header;
  throw invalidArgument(`Invalid x-amz-object-ownership header: ${header}`, {
    name: 'x-amz-object-ownership',
  });
}

/** The one rule of PutBucketOwnershipControls. */
export function readOwnershipRules(
  rules: readonly { readonly ObjectOwnership: string | undefined }[] | undefined,
): ObjectOwnership {
  const setting = rules?.[0]?.ObjectOwnership;
  if (rules?.length !== 1 || !isSetting(setting)) throw malformedXml();
  return setting;
}
