/** Page: S3 API Reference "ListObjectsV2". */
import type { ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import { ListObjectsV2$ } from '@aws-sdk/client-s3';
import { whenReady } from '@hallpass/store';
import type { BucketRecord } from '../../../data/buckets.ts';
import type { ListedObject, ObjectRecord } from '../../../data/objects.ts';
import type { ReadOperation } from '../../../operation.ts';
import { objectOwners } from '../acl.ts';
import { invalidArgument } from '../errors.ts';
import { objectPage } from '../list-objects.ts';
import {
  checkEncodingType,
  encoderOf,
  listRule,
  listedOutput,
  pageSizeOf,
  prefixOutput,
} from '../list-parameters.ts';
import type { Position, WalkPage } from '../listing.ts';
import { decodePosition, encodePosition } from '../listing.ts';
import { authorizedBucket } from '../access.ts';

/** A token goes before StartAfter, which is of the first page only. */
function beginOf({ ContinuationToken: token, StartAfter }: ListObjectsV2Request): Position {
  if (token !== undefined) {
    const position = decodePosition(token);
    if (position !== undefined) return position;
    throw invalidArgument('The continuation token provided is incorrect', {
      name: 'continuation-token',
    });
  }
  return StartAfter === undefined || StartAfter === ''
    ? { kind: 'start' }
    : { kind: 'after', key: StartAfter };
}

export const ListObjectsV2: ReadOperation<ListObjectsV2Request, ListObjectsV2Output> = {
  schema: ListObjectsV2$,
  access: listRule('s3:ListBucket', ({ MaxKeys }: ListObjectsV2Request) => MaxKeys),
  mode: 'read',
  handle(input, context) {
    checkEncodingType(input.EncodingType);
    const max = pageSizeOf(input.MaxKeys, 'maxKeys');
    const begin = beginOf(input);
    const bucket = authorizedBucket(input);
    const owners = input.FetchOwner === true ? objectOwners(context.tx, bucket) : undefined;
    return whenReady(owners, (ownerOf) =>
      whenReady(objectPage(context, bucket, { input, begin, max }), (page) =>
        output(input, { bucket, page, ownerOf, max }),
      ),
    );
  },
};

interface Listed {
  readonly bucket: BucketRecord;
  readonly page: WalkPage<ListedObject>;
  readonly ownerOf: ((record: ObjectRecord) => string) | undefined;
  readonly max: number;
}

function output(
  input: ListObjectsV2Request,
  { bucket, page, ownerOf, max }: Listed,
): ListObjectsV2Output {
  const encode = encoderOf(input);
  const listed: ListObjectsV2Output = {
    IsTruncated: page.next !== undefined,
    Name: bucket.name,
    Prefix: encode(input.Prefix ?? ''),
    MaxKeys: max,
    KeyCount: page.entries.length + page.prefixes.length,
    ...prefixOutput(page.prefixes, encode),
  };
  if (page.entries.length > 0) {
    listed.Contents = page.entries.map((entry) => listedOutput(entry, encode, ownerOf));
  }
  if (input.Delimiter !== undefined) listed.Delimiter = encode(input.Delimiter);
  if (input.EncodingType !== undefined) listed.EncodingType = input.EncodingType;
  if (input.ContinuationToken !== undefined) listed.ContinuationToken = input.ContinuationToken;
  else if (input.StartAfter !== undefined) listed.StartAfter = encode(input.StartAfter);
  if (page.next !== undefined) listed.NextContinuationToken = encodePosition(page.next);
  return listed;
}
