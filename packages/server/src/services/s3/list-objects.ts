/** Pages of a bucket's objects, for the three operations that list them. */
import type { Eventually } from '@hallpass/store';
import type { BucketRecord } from '../../data/buckets.ts';
import type { ListedObject } from '../../data/objects.ts';
import { scanObjects } from '../../data/objects.ts';
import type { ReadContext } from '../../operation.ts';
import type { ListInput } from './list-parameters.ts';
import { delimiterOf } from './list-parameters.ts';
import type { Position, WalkPage } from './listing.ts';
import { walkPage } from './listing.ts';

export function objectPage(
  { tx }: ReadContext,
  bucket: BucketRecord,
  query: { readonly input: ListInput; readonly begin: Position; readonly max: number },
): Eventually<WalkPage<ListedObject>> {
  const { input, begin, max } = query;
  return walkPage({
    prefix: input.Prefix ?? '',
    delimiter: delimiterOf(input),
    begin,
    max,
    scan: ({ from, after, limit }) => scanObjects(tx, { bucketId: bucket.id, from, after, limit }),
    keyOf: ({ key }) => key,
  });
}
