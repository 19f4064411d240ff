/** Page: S3 API Reference "ListBuckets". */
import type { Bucket, ListBucketsOutput, ListBucketsRequest } from '@aws-sdk/client-s3';
import { ListBuckets$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { BucketRecord } from '../../../data/buckets.ts';
import { findBucket, listBucketNames } from '../../../data/buckets.ts';
import { bucketArn } from '../../../data/arns.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { actionKeys } from '../condition-keys.ts';
import { invalidArgument } from '../errors.ts';

/** Without pagination AWS lists all of an account's buckets: its quota. */
const bucketsMax = 10_000;
const scanLimit = 1000;
const regionForm = /^(?:af|ap|ca|cn|eu|il|me|mx|sa|us)-(?:[a-z]+-)+\d$/;

function checkRequest(input: ListBucketsRequest): void {
  const { MaxBuckets, BucketRegion } = input;
  if (MaxBuckets !== undefined && !(MaxBuckets >= 1 && MaxBuckets <= bucketsMax)) {
    throw invalidArgument(`Argument max-buckets must be an integer between 1 and ${bucketsMax}`, {
      name: 'max-buckets',
      value: MaxBuckets,
    });
  }
  if (BucketRegion !== undefined && !regionForm.test(BucketRegion)) {
    throw invalidArgument(`Argument value ${BucketRegion} is not a valid AWS Region`, {
      name: 'bucket-region',
    });
  }
}

function decodeToken(token: string | undefined): string | undefined {
  if (token === undefined || token === '') return undefined;
  const name = Buffer.from(token, 'base64url').toString('utf8');
  if (Buffer.from(name).toString('base64url') === token) return name;
  throw invalidArgument('The continuation token provided is incorrect', {
    name: 'continuation-token',
  });
}

interface Page {
  readonly buckets: readonly BucketRecord[];
  readonly next: string | undefined;
}

async function page(input: ListBucketsRequest, context: ReadContext): Promise<Page> {
  const { accountId } = signedCaller(context);
  const prefix = input.Prefix ?? '';
  const max = input.MaxBuckets ?? bucketsMax;
  const buckets: BucketRecord[] = [];
  let after = decodeToken(input.ContinuationToken);
  // Bounded by the account's quota of buckets.
  for (;;) {
    const names = await listBucketNames(context.tx, { accountId, after, limit: scanLimit });
    for (const name of names) {
      if (!name.startsWith(prefix)) continue;
      const bucket = await findBucket(context.tx, name);
      if (bucket === undefined) throw new Error(`bucket ${name} is missing`);
      if (input.BucketRegion !== undefined && bucket.region !== input.BucketRegion) continue;
      if (buckets.length === max) return { buckets, next: buckets.at(-1)?.name };
      buckets.push(bucket);
    }
    if (names.length < scanLimit) return { buckets, next: undefined };
    after = names.at(-1);
  }
}

/** Region and ARN are of the paginated form of the answer. */
function bucketOutput(bucket: BucketRecord, paginated: boolean): Bucket {
  const { name, partition, region } = bucket;
  return {
    Name: name,
    CreationDate: new Date(bucket.createdAtMs),
    ...(paginated ? { BucketRegion: region } : {}),
    BucketArn: bucketArn(partition, name),
  };
}

export const ListBuckets: ReadOperation<ListBucketsRequest, ListBucketsOutput> = {
  schema: ListBuckets$,
  access: (_input, context) => {
    if (context.caller.kind === 'anonymous') throw failWith('AccessDenied');
    const action = 's3:ListAllMyBuckets';
    const keys = actionKeys(action, context, undefined);
    keys['s3:resourceaccount'] = context.caller.accountId;
    return [{ action, resource: '*', context: keys }];
  },
  mode: 'read',
  async handle(input, context) {
    checkRequest(input);
    const { buckets, next } = await page(input, context);
    const { MaxBuckets, ContinuationToken, Prefix, BucketRegion } = input;
    const paginated = (MaxBuckets ?? ContinuationToken ?? Prefix ?? BucketRegion) !== undefined;
    return {
      Owner: { ID: signedCaller(context).account.canonicalUserId },
      Buckets: buckets.map((bucket) => bucketOutput(bucket, paginated)),
      ...(next === undefined ? {} : { ContinuationToken: Buffer.from(next).toString('base64url') }),
      ...(Prefix === undefined ? {} : { Prefix }),
    };
  },
};
