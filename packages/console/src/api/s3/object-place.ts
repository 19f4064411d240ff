/** Which object is meant: its bucket, its key, and of several versions which one. */

export interface ObjectPlace {
  readonly bucket: string;
  readonly objectKey: string;
  /** Absent: the current version. */
  readonly versionId?: string | undefined;
}

/** As the operations on objects take it. */
export function inputOf(place: ObjectPlace): {
  readonly Bucket: string;
  readonly Key: string;
  readonly VersionId?: string;
} {
  const { bucket, objectKey, versionId } = place;
  return {
    Bucket: bucket,
    Key: objectKey,
    ...(versionId === undefined ? {} : { VersionId: versionId }),
  };
}

/** Where the name begins: after the last slash, not counting one at the end. */
function nameStart(objectKey: string): number {
  return objectKey.length < 2 ? 0 : objectKey.lastIndexOf('/', objectKey.length - 2) + 1;
}

/** `c` of `a/b/c`, and `b/` of `a/b/`. */
export function nameOf(objectKey: string): string {
  return objectKey.slice(nameStart(objectKey));
}

/** The folder that it is in: `a/b/` of `a/b/c`, and `a/` of `a/b/`. */
export function folderOf(objectKey: string): string {
  return objectKey.slice(0, nameStart(objectKey));
}

/** For the header CopySource. Slashes stay: S3 takes them as they are; all else is encoded. */
export function copySource({ bucket, objectKey, versionId }: ObjectPlace): string {
  const source = `${bucket}/${objectKey.split('/').map(encodeURIComponent).join('/')}`;
  return versionId === undefined ? source : `${source}?versionId=${encodeURIComponent(versionId)}`;
}
