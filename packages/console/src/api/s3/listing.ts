/**
 * One page of a folder: its objects, or all their versions. Keys are asked for encoded, since XML
 * cannot hold every character that a key may have. Pages: S3 API Reference "ListObjectsV2",
 * "ListObjectVersions".
 */
import type {
  CommonPrefix,
  DeleteMarkerEntry,
  ObjectVersion,
  S3Client,
  _Object as S3Object,
} from '@aws-sdk/client-s3';
import { ListObjectsV2Command, ListObjectVersionsCommand } from '@aws-sdk/client-s3';

export type RowKind = 'folder' | 'object' | 'delete-marker';

/** A folder or an object of the page, or one of its versions. */
export interface ObjectRow {
  /** Unlike those of all other rows. */
  readonly id: string;
  readonly key: string;
  /** The key within the folder. */
  readonly name: string;
  readonly kind: RowKind;
  readonly size?: number | undefined;
  readonly modified?: Date | undefined;
  readonly storageClass?: string | undefined;
  /** Only where versions are listed. */
  readonly versionId?: string | undefined;
  readonly isLatest?: boolean;
}

/** Members of the request that asks for the next page. */
export type PageStart = Readonly<Record<string, string>>;

export interface ListedPage {
  readonly rows: readonly ObjectRow[];
  /** Absent: this is the last one. */
  readonly next: PageStart | undefined;
}

export interface Listing {
  readonly bucket: string;
  readonly folder: string;
  /** What names must begin with. */
  readonly searched: string;
  readonly pageSize: number;
  readonly hasVersions: boolean;
  readonly start: PageStart;
}

/** Keys come encoded like a form. */
export function decodedKey(encoded: string | undefined): string {
  return decodeURIComponent((encoded ?? '').replaceAll('+', ' '));
}

function folderRows(folder: string, prefixes: readonly CommonPrefix[] = []): ObjectRow[] {
  return prefixes.map(({ Prefix }) => {
    const key = decodedKey(Prefix);
    return { id: key, key, name: key.slice(folder.length), kind: 'folder' };
  });
}

function objectRow(folder: string, { Key, Size, LastModified, StorageClass }: S3Object): ObjectRow {
  const key = decodedKey(Key);
  return {
    id: key,
    key,
    name: key.slice(folder.length),
    kind: 'object',
    size: Size,
    modified: LastModified,
    storageClass: StorageClass,
  };
}

type Version = ObjectVersion & DeleteMarkerEntry;

function versionRow(folder: string, kind: RowKind, version: Version): ObjectRow {
  const { VersionId: versionId = 'null', IsLatest = false } = version;
  const row = objectRow(folder, version);
  return { ...row, id: `${row.key} ${versionId}`, kind, versionId, isLatest: IsLatest };
}

/** As S3 lists them: by key, the newest first. */
function byKey(a: ObjectRow, b: ObjectRow): number {
  if (a.key !== b.key) return a.key < b.key ? -1 : 1;
  if (a.isLatest !== b.isLatest) return a.isLatest === true ? -1 : 1;
  return (b.modified?.getTime() ?? 0) - (a.modified?.getTime() ?? 0);
}

interface Request {
  readonly bucket: string;
  readonly prefix: string;
  /** What names are shown without. */
  readonly folder?: string;
  readonly Delimiter?: string;
  readonly MaxKeys: number;
  readonly start: PageStart;
}

function inputOf({ bucket, prefix, Delimiter, MaxKeys, start }: Request) {
  const delimited = Delimiter === undefined ? {} : { Delimiter };
  const EncodingType = 'url' as const;
  return { Bucket: bucket, Prefix: prefix, ...delimited, MaxKeys, EncodingType, ...start };
}

async function listVersions(
  s3: S3Client,
  request: Request,
  abortSignal: AbortSignal,
): Promise<ListedPage> {
  const { folder = '' } = request;
  const page = await s3.send(new ListObjectVersionsCommand(inputOf(request)), { abortSignal });
  const rows = [
    ...(page.Versions ?? []).map((version) => versionRow(folder, 'object', version)),
    ...(page.DeleteMarkers ?? []).map((marker) => versionRow(folder, 'delete-marker', marker)),
  ];
  const { NextKeyMarker, NextVersionIdMarker } = page;
  const next = {
    KeyMarker: decodedKey(NextKeyMarker),
    ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
  };
  return {
    rows: [...folderRows(folder, page.CommonPrefixes), ...rows.toSorted(byKey)],
    next: page.IsTruncated === true ? next : undefined,
  };
}

export async function listPage(
  s3: S3Client,
  listing: Listing,
  abortSignal: AbortSignal,
): Promise<ListedPage> {
  const { bucket, folder, searched, pageSize, start } = listing;
  const prefix = folder + searched;
  const request = { bucket, prefix, folder, Delimiter: '/', MaxKeys: pageSize, start };
  if (listing.hasVersions) return listVersions(s3, request, abortSignal);
  const page = await s3.send(new ListObjectsV2Command(inputOf(request)), { abortSignal });
  const objects = (page.Contents ?? []).map((object) => objectRow(folder, object));
  const { NextContinuationToken: token } = page;
  return {
    // The folder itself may be an object; it is not in itself.
    rows: [
      ...folderRows(folder, page.CommonPrefixes),
      ...objects.filter(({ key }) => key !== folder),
    ],
    next: token === undefined ? undefined : { ContinuationToken: token },
  };
}

const pageKeysMax = 1000;

/** Every key below a prefix, page by page as S3 gives them. */
export async function* keysUnder(
  s3: S3Client,
  { bucket, prefix }: { readonly bucket: string; readonly prefix: string },
): AsyncGenerator<readonly string[]> {
  let token: string | undefined;
  do {
    const page = await s3.send(
      new ListObjectsV2Command({
        Bucket: bucket,
        Prefix: prefix,
        MaxKeys: pageKeysMax,
        EncodingType: 'url',
        ContinuationToken: token,
      }),
    );
    yield (page.Contents ?? []).map(({ Key }) => decodedKey(Key));
    token = page.NextContinuationToken;
  } while (token !== undefined);
}

/** Versions of one object that a page shows at most. */
const versionsMax = 5000;

/** All versions and delete markers of one object, the newest first. */
export async function versionsOf(
  s3: S3Client,
  { bucket, objectKey }: { readonly bucket: string; readonly objectKey: string },
  abortSignal: AbortSignal,
): Promise<readonly ObjectRow[]> {
  const found: ObjectRow[] = [];
  let start: PageStart | undefined = {};
  while (start !== undefined && found.length < versionsMax) {
    const page = await listVersions(
      s3,
      { bucket, prefix: objectKey, MaxKeys: pageKeysMax, start },
      abortSignal,
    );
    // Keys that only begin like it come after it.
    const own = page.rows.filter(({ key }) => key === objectKey);
    found.push(...own);
    start = own.length < page.rows.length ? undefined : page.next;
  }
  return found;
}
