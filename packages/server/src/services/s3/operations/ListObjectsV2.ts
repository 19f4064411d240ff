/** Page: S3 API Reference "ListObjectsV2". */
import type { ListObjectsV2Output, ListObjectsV2Request } from '@aws-sdk/client-s3';
import { ListObjectsV2$ } from '@aws-sdk/client-s3';
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
import type { Position } from '../listing.ts';
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
  async handle(input, context) {
    checkEncodingType(input.EncodingType);
    const max = pageSizeOf(input.MaxKeys, 'maxKeys');
    const begin = beginOf(input);
    const bucket = authorizedBucket(input);
    const ownerOf = input.FetchOwner === true ? await objectOwners(context.tx, bucket) : undefined;
    const page = await objectPage(context, bucket, { input, begin, max });
    const encode = encoderOf(input);
    const output: ListObjectsV2Output = {
      IsTruncated: page.next !== undefined,
      Name: bucket.name,
      Prefix: encode(input.Prefix ?? ''),
      MaxKeys: max,
      KeyCount: page.entries.length + page.prefixes.length,
      ...prefixOutput(page.prefixes, encode),
    };
    if (page.entries.length > 0) {
      output.Contents = page.entries.map((entry) => listedOutput(entry, encode, ownerOf));
    }
    if (input.Delimiter !== undefined) output.Delimiter = encode(input.Delimiter);
    if (input.EncodingType !== undefined) output.EncodingType = input.EncodingType;
    if (input.ContinuationToken !== undefined) output.ContinuationToken = input.ContinuationToken;
    else if (input.StartAfter !== undefined) output.StartAfter = encode(input.StartAfter);
    if (page.next !== undefined) output.NextContinuationToken = encodePosition(page.next);
    return output;
  },
};
