/**
 * A request for a bucket must be signed for the bucket's region. The answer names the right one, so
 * that clients that follow redirects (the CLI does) sign again. Page: S3 API Reference "Error
 * responses" (AuthorizationHeaderMalformed, AuthorizationQueryParametersError).
 */
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import type { Route, SignedRequest } from '@hallpass/wire';
import { failWith } from '@hallpass/wire';
import type { BucketRecord } from '../data/buckets.ts';
import { findBucket } from '../data/buckets.ts';

export function checkBucketRegion(
  tx: ReadTransaction,
  route: Route,
  signed: SignedRequest,
): Eventually<void> {
  // CreateBucket names the region of a bucket that is not there, or is someone else's.
  if (route.bucket === undefined || route.operation.name === 'CreateBucket') return undefined;
  return whenReady(findBucket(tx, route.bucket), (bucket) => {
    if (bucket !== undefined && bucket.region !== signed.region) throw wrongRegion(bucket, signed);
  });
}

function wrongRegion({ region }: BucketRecord, signed: SignedRequest): Error {
  const wrong = `the region '${signed.region}' is wrong; expecting '${region}'`;
  const error =
    signed.form === 'header'
      ? failWith(
          'AuthorizationHeaderMalformed',
          `The authorization header is malformed; ${wrong}`,
          { Region: region },
        )
      : failWith(
          'AuthorizationQueryParametersError',
          `Error parsing the X-Amz-Credential parameter; ${wrong}`,
          { Region: region },
        );
  return error.with({ headers: { 'x-amz-bucket-region': region } });
}
