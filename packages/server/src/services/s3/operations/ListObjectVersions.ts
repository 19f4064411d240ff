/** Page: S3 API Reference "ListObjectVersions". Without versioning every object is its null version. */
import type { ListObjectVersionsOutput, ListObjectVersionsRequest } from '@aws-sdk/client-s3';
import { ListObjectVersions$ } from '@aws-sdk/client-s3';
import { nullVersionId } from '../../../data/objects.ts';
import type { ReadOperation } from '../../../operation.ts';
import { objectOwners } from '../acl.ts';
import { invalidArgument } from '../errors.ts';
import { objectPage } from '../list-objects.ts';
import {
  checkEncodingType,
  delimiterOf,
  encoderOf,
  listRule,
  listedOutput,
  pageSizeOf,
  prefixOutput,
} from '../list-parameters.ts';
import type { Position } from '../listing.ts';
import { markerPosition } from '../listing.ts';
import { authorizedBucket } from '../access.ts';

function checkMarkers({ KeyMarker, VersionIdMarker }: ListObjectVersionsRequest): void {
  if (VersionIdMarker === undefined || VersionIdMarker === '') return;
  const argument = { name: 'version-id-marker', value: VersionIdMarker };
  if (KeyMarker === undefined || KeyMarker === '') {
    throw invalidArgument(
      'A version-id marker cannot be specified without a key marker.',
      argument,
    );
  }
  if (VersionIdMarker !== nullVersionId) {
    throw invalidArgument('Invalid version id specified', argument);
  }
}

function nextMarkers(
  next: Position | undefined,
  encode: (text: string) => string,
): Pick<ListObjectVersionsOutput, 'NextKeyMarker' | 'NextVersionIdMarker'> {
  if (next === undefined || next.kind === 'start') return {};
  return next.kind === 'after'
    ? { NextKeyMarker: encode(next.key), NextVersionIdMarker: nullVersionId }
    : { NextKeyMarker: encode(next.prefix) };
}

export const ListObjectVersions: ReadOperation<
  ListObjectVersionsRequest,
  ListObjectVersionsOutput
> = {
  schema: ListObjectVersions$,
  access: listRule('s3:ListBucketVersions', ({ MaxKeys }: ListObjectVersionsRequest) => MaxKeys),
  mode: 'read',
  async handle(input, context) {
    checkEncodingType(input.EncodingType);
    checkMarkers(input);
    const max = pageSizeOf(input.MaxKeys, 'maxKeys');
    const delimiter = delimiterOf(input);
    const begin = markerPosition(input.KeyMarker, { prefix: input.Prefix ?? '', delimiter });
    const bucket = authorizedBucket(input);
    const ownerOf = await objectOwners(context.tx, bucket);
    const page = await objectPage(context, bucket, { input, begin, max });
    const encode = encoderOf(input);
    const output: ListObjectVersionsOutput = {
      IsTruncated: page.next !== undefined,
      KeyMarker: encode(input.KeyMarker ?? ''),
      VersionIdMarker: input.VersionIdMarker ?? '',
      ...nextMarkers(page.next, encode),
      Name: bucket.name,
      Prefix: encode(input.Prefix ?? ''),
      MaxKeys: max,
      ...prefixOutput(page.prefixes, encode),
    };
    if (page.entries.length > 0) {
      output.Versions = page.entries.map((entry) => ({
        ...listedOutput(entry, encode, ownerOf),
        VersionId: nullVersionId,
        IsLatest: true,
      }));
    }
    if (input.Delimiter !== undefined) output.Delimiter = encode(input.Delimiter);
    if (input.EncodingType !== undefined) output.EncodingType = input.EncodingType;
    return output;
  },
};
