/**
 * A request for a bucket must be signed for the bucket's region. The answer names the right one, so
 * that clients that follow redirects (the CLI does) sign again. Page: S3 API Reference "Error
 * responses" (AuthorizationHeaderMalformed, AuthorizationQueryParametersError).
 */
import type { ReadTransaction } from '@hallpass/store';
import type { Route, SignedRequest } from '@hallpass/wire';
import { failWith } from '@hallpass/wire';
import { findBucket } from '../data/buckets.ts';

export async function checkBucketRegion(
  tx: ReadTransaction,
  route: Route,
  signed: SignedRequest,
): Promise<void> {
  // CreateBucket names the region of a bucket that is not there, or is someone else's.
  if (route.bucket === undefined || route.operation.name === 'CreateBucket') return;
  const bucket = await findBucket(tx, route.bucket);
  if (bucket === undefined || bucket.region === signed.region) return;
  const { region } = bucket;
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
  throw error.with({ headers: { 'x-amz-bucket-region': region } });
}
