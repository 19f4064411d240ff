/** Page: S3 API Reference "ListObjects". */
import type { ListObjectsOutput, ListObjectsRequest } from '@aws-sdk/client-s3';
import { ListObjects$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { objectOwners } from '../acl.ts';
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

function markerAt(position: Position): string {
  if (position.kind === 'start') return '';
  return position.kind === 'after' ? position.key : position.prefix;
}

export const ListObjects: ReadOperation<ListObjectsRequest, ListObjectsOutput> = {
  schema: ListObjects$,
  access: listRule('s3:ListBucket', ({ MaxKeys }: ListObjectsRequest) => MaxKeys),
  mode: 'read',
  async handle(input, context) {
    checkEncodingType(input.EncodingType);
    const max = pageSizeOf(input.MaxKeys, 'maxKeys');
    const delimiter = delimiterOf(input);
    const begin = markerPosition(input.Marker, { prefix: input.Prefix ?? '', delimiter });
    const bucket = authorizedBucket(input);
    const ownerOf = await objectOwners(context.tx, bucket);
    const page = await objectPage(context, bucket, { input, begin, max });
    const encode = encoderOf(input);
    const output: ListObjectsOutput = {
      IsTruncated: page.next !== undefined,
      Marker: encode(input.Marker ?? ''),
      Name: bucket.name,
      Prefix: encode(input.Prefix ?? ''),
      MaxKeys: max,
      ...prefixOutput(page.prefixes, encode),
    };
    if (page.entries.length > 0) {
      output.Contents = page.entries.map((entry) => listedOutput(entry, encode, ownerOf));
    }
    if (input.Delimiter !== undefined) output.Delimiter = encode(input.Delimiter);
    if (input.EncodingType !== undefined) output.EncodingType = input.EncodingType;
    // Without a delimiter clients go on from the last key.
    if (page.next !== undefined && delimiter !== undefined) {
      output.NextMarker = encode(markerAt(page.next));
    }
    return output;
  },
};
