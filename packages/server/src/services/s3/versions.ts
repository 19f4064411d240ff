/**
 * Version ids as requests name them and answers show them.
 * Pages: S3 UG "Working with objects in a versioning-enabled bucket", "Retrieving object versions
 * from a versioning-enabled bucket"; texts as in recorded answers.
 */
import type { BucketRecord } from '../../data/buckets.ts';
import { sequenceOf } from '../../data/object-versions.ts';
import type { VersionMark } from '../../data/objects.ts';
import { nullVersionId, versionIdOf } from '../../data/objects.ts';
import type { RequestInfo } from '../../operation.ts';
import { invalidArgument } from './errors.ts';

/** Where versioning was never enabled there is the null version and no other. */
export function mayBeVersionId(versionId: string, { versioning }: BucketRecord): boolean {
  if (versionId === nullVersionId) return true;
  return versioning !== undefined && sequenceOf(versionId) !== undefined;
}

export function checkVersionId(versionId: string | undefined, bucket: BucketRecord): void {
  if (versionId === undefined || mayBeVersionId(versionId, bucket)) return;
  const text =
    versionId === '' ? 'Version id cannot be the empty string' : 'Invalid version id specified';
  throw invalidArgument(text, { name: 'versionId', value: versionId });
}

/** Of operations that make a version: they cannot be told its name. */
export function refuseVersionId({ request }: RequestInfo): void {
  const value = /(?:^|&)versionId=([^&]*)/.exec(request.rawQuery)?.[1];
  if (value === undefined) return;
  throw invalidArgument('This operation does not accept a version-id.', {
    name: 'versionId',
    value,
  });
}

/** `s3:GetObject` becomes `s3:GetObjectVersion` when a version is named. */
export function versioned(action: string, versionId: string | undefined): string {
  return versionId === undefined ? action : action.replace('Object', 'ObjectVersion');
}

/** What an answer says of the version it is about. */
export function versionOutput(
  { versioning }: BucketRecord,
  record: VersionMark,
): { VersionId?: string } {
  return versioning === undefined ? {} : { VersionId: versionIdOf(record) };
}
