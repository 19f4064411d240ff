/**
 * Object ownership. Buckets have BucketOwnerEnforced, S3's default: ACLs are off. DEVIATION:
 * BucketOwnerPreferred and ObjectWriter, which turn ACLs on, answer NotImplemented; without
 * ownership controls (after DeleteBucketOwnershipControls) ACLs stay off as well. Page: S3 UG
 * "Controlling ownership of objects and disabling ACLs for your bucket".
 */
import { failWith } from '@hallpass/wire';
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

function checkBuilt(setting: ObjectOwnership): ObjectOwnership {
  if (setting === 'BucketOwnerEnforced') return setting;
  throw failWith('NotImplemented', `Object ownership ${setting} is not implemented by Hallpass.`);
}

/** `x-amz-object-ownership` of CreateBucket. */
export function checkNewBucketOwnership(header: string | undefined): void {
  if (header === undefined) return;
  if (!isSetting(header)) {
    throw invalidArgument(`Invalid x-amz-object-ownership header: ${header}`, {
      name: 'x-amz-object-ownership',
    });
  }
  checkBuilt(header);
}

/** The one rule of PutBucketOwnershipControls. */
export function readOwnershipRules(
  rules: readonly { readonly ObjectOwnership: string | undefined }[] | undefined,
): ObjectOwnership {
  const setting = rules?.[0]?.ObjectOwnership;
  if (rules?.length !== 1 || !isSetting(setting)) throw malformedXml();
  return checkBuilt(setting);
}
