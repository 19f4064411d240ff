/**
 * Where buckets are: the LocationConstraint of CreateBucket against the region that the request is
 * signed for.
 * Page: S3 API Reference "CreateBucket" (LocationConstraint), "GetBucketLocation".
 */
import { BucketLocationConstraint } from '@aws-sdk/client-s3';
import { failS3 } from './errors.ts';

const constraints: ReadonlySet<string> = new Set(Object.values(BucketLocationConstraint));
const classicRegion = 'us-east-1';

/** The old name of eu-west-1, which GetBucketLocation gives back as it was given. */
export const europe = 'EU';

function incompatible(constraint: string): Error {
  return failS3(
    'IllegalLocationConstraintException',
    `The ${constraint} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

/** The region of the new bucket. Only the endpoint of us-east-1 makes buckets in other regions. */
export function locationOf(constraint: string | undefined, signedRegion: string): string {
  if (signedRegion === classicRegion) {
    if (constraint === undefined) return signedRegion;
    if (!constraints.has(constraint)) {
      throw failS3('InvalidLocationConstraint', undefined, { LocationConstraint: constraint });
    }
    return constraint === europe ? 'eu-west-1' : constraint;
  }
  if (constraint === undefined) throw incompatible('unspecified');
  const region = constraint === europe ? 'eu-west-1' : constraint;
  if (region !== signedRegion || !constraints.has(constraint)) throw incompatible(constraint);
  return region;
}

/** GetBucketLocation's word for a bucket's region; none for us-east-1. */
export function constraintOf(bucket: {
  readonly region: string;
  readonly locationConstraint?: string;
}): string | undefined {
  return bucket.locationConstraint ?? (bucket.region === classicRegion ? undefined : bucket.region);
}
