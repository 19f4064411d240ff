/**
 * Page: S3 API Reference "ListObjectVersions". Versions and delete markers by key, those of one key
 * newest first: two lists of the schema, mixed in one order.
 */
import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from '@aws-sdk/client-s3';
import { ListObjectVersions$ } from '@aws-sdk/client-s3';
import type { ObjectAccess } from '../../../data/acls.ts';
import type { BucketRecord } from '../../../data/buckets.ts';
import type { ListedVersion } from '../../../data/object-versions.ts';
import {
  isDeleteMarker,
  scanVersions,
  sequenceBefore,
  sequenceOf,
} from '../../../data/object-versions.ts';
import { nullVersionId, versionIdOf } from '../../../data/objects.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { Answered } from '../../../operation.ts';
import { authorizedBucket } from '../access.ts';
import { objectOwners } from '../acl.ts';
import { invalidArgument } from '../errors.ts';
import {
  checkEncodingType,
  delimiterOf,
  encoderOf,
  listRule,
  listedOutput,
  pageSizeOf,
  prefixOutput,
} from '../list-parameters.ts';
import type { WalkPage } from '../listing.ts';
import { markerPosition, walkPage } from '../listing.ts';

const isEmpty = (text: string | undefined): boolean => text === undefined || text === '';

function checkMarkers({ KeyMarker, VersionIdMarker: marker }: ListObjectVersionsRequest): void {
  if (marker === undefined || (isEmpty(KeyMarker) && isEmpty(marker))) return;
  const refused = (text: string): Error =>
    invalidArgument(text, { name: 'version-id-marker', value: marker });
  if (isEmpty(KeyMarker)) {
    throw refused('A version-id marker cannot be specified without a key marker.');
  }
  if (marker === '') throw refused('A version-id marker cannot be empty.');
  if (marker !== nullVersionId && sequenceOf(marker) === undefined) {
    throw refused('Invalid version id specified');
  }
}

async function versionPage(
  { tx }: ReadContext,
  { id: bucketId }: BucketRecord,
  query: { readonly input: ListObjectVersionsRequest; readonly max: number },
): Promise<WalkPage<ListedVersion>> {
  const { input, max } = query;
  const { KeyMarker: key = '', VersionIdMarker: marker } = input;
  const prefix = input.Prefix ?? '';
  const delimiter = delimiterOf(input);
  const first = isEmpty(marker)
    ? undefined
    : await sequenceBefore(tx, { bucketId, key }, marker ?? '');
  return walkPage<ListedVersion>({
    prefix,
    delimiter,
    max,
    begin: markerPosition(key, { prefix, delimiter }),
    keyOf: ({ key }) => key,
    scan: ({ from, after, last, limit }) => {
      const olderThan = last === undefined ? first : (last.record.sequence ?? 0);
      const position = after === undefined ? undefined : { key: after, olderThan };
      return scanVersions(tx, { bucketId, from, after: position, limit });
    },
  });
}

type Encode = (text: string) => string;

interface Shown {
  readonly encode: Encode;
  readonly ownerOf: (record: ObjectAccess) => string;
}

type Piece = Pick<ListObjectVersionsOutput, 'Versions' | 'DeleteMarkers'>;

function entryOutput({ key, record, isLatest }: ListedVersion, { encode, ownerOf }: Shown): Piece {
  const version = { VersionId: versionIdOf(record), IsLatest: isLatest };
  if (!isDeleteMarker(record)) {
    return { Versions: [{ ...listedOutput({ key, record }, encode, ownerOf), ...version }] };
  }
  const LastModified = new Date(record.modifiedAtMs);
  const Owner = { ID: ownerOf(record) };
  return { DeleteMarkers: [{ Owner, Key: encode(key), LastModified, ...version }] };
}

function nextMarkers(
  { entries, next }: WalkPage<ListedVersion>,
  encode: Encode,
): Pick<ListObjectVersionsOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> {
  if (next === undefined || next.kind === 'start') return {};
  if (next.kind === 'beyond') return { NextKeyMarker: encode(next.prefix) };
  const last = entries.at(-1);
  const version = last === undefined ? {} : { NextVersionIdMarker: versionIdOf(last.record) };
  return { NextKeyMarker: encode(next.key), ...version };
}

export const ListObjectVersions: ReadOperation<
  ListObjectVersionsRequest,
  ListObjectVersionsOutput
> = {
  schema: ListObjectVersions$,
  access: listRule('s3:ListBucketVersions', ({ MaxKeys }: ListObjectVersionsRequest) => MaxKeys),
  mode: 'read',
  async handle(input, context) {
    const max = pageSizeOf(input.MaxKeys, 'maxKeys');
    checkMarkers(input);
    checkEncodingType(input.EncodingType);
    const bucket = authorizedBucket(input);
    const ownerOf = await objectOwners(context.tx, bucket);
    const page = await versionPage(context, bucket, { input, max });
    const encode = encoderOf(input);
    const { Delimiter, EncodingType } = input;
    const head: ListObjectVersionsOutput = {
      IsTruncated: page.next !== undefined,
      KeyMarker: encode(input.KeyMarker ?? ''),
      VersionIdMarker: input.VersionIdMarker ?? '',
      ...nextMarkers(page, encode),
      Name: bucket.name,
      Prefix: encode(input.Prefix ?? ''),
      MaxKeys: max,
      ...(Delimiter === undefined ? {} : { Delimiter: encode(Delimiter) }),
      ...(EncodingType === undefined ? {} : { EncodingType }),
    };
    const entries = page.entries.map((entry) => entryOutput(entry, { encode, ownerOf }));
    const pieces = [head, ...entries, prefixOutput(page.prefixes, encode)];
    return new Answered<ListObjectVersionsOutput>(head, { pieces });
  },
};
