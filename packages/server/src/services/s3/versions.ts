/**
 * Version ids on buckets without versioning: there is the null version and no other.
 * DEVIATION: bucket versioning is not built; PutBucketVersioning answers NotImplemented.
 * Page: S3 UG "Working with objects in a versioning-enabled bucket".
 */
import { nullVersionId } from '../../data/objects.ts';
import { invalidArgument } from './errors.ts';

/** Ids of other buckets' versions are as invalid to AWS as any other text. */
export function checkVersionId(versionId: string | undefined): void {
  if (versionId === undefined || versionId === nullVersionId) return;
  throw invalidArgument('Invalid version id specified', { name: 'versionId', value: versionId });
}

/** `s3:GetObject` becomes `s3:GetObjectVersion` when a version is named. */
export function versioned(action: string, versionId: string | undefined): string {
  return versionId === undefined ? action : action.replace('Object', 'ObjectVersion');
}
