/** Page: S3 API Reference "CreateBucket". */
import type { CreateBucketOutput, CreateBucketRequest } from '@aws-sdk/client-s3';
import { CreateBucket$ } from '@aws-sdk/client-s3';
import type { AuthenticatedCaller } from '../../../authenticate/caller.ts';
import type { AccessItem } from '../../../authorize/authorize.ts';
import { bucketArn } from '../../../data/arns.ts';
import type { BucketRecord } from '../../../data/buckets.ts';
import { findBucket, listBucketNames, newBucket, putBucket } from '../../../data/buckets.ts';
import type { Tags } from '../../../data/tags.ts';
import type { AccessContext, RequestInfo, WriteOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { failWith } from '@hallpass/wire';
import { newBucketAccess } from '../new-bucket-access.ts';
import { setsAcl } from '../acl-request.ts';
import { isBucketName } from '../bucket-names.ts';
import { actionKeys } from '../condition-keys.ts';
import { failS3, notImplementedHeader } from '../errors.ts';
import { europe, locationOf } from '../location.ts';
import { readTagSet } from '../tagging.ts';

/** S3 UG "Bucket quotas, limitations, and restrictions". */
const bucketsMax = 10_000;
const classicRegion = 'us-east-1';

function accessItems(input: CreateBucketRequest, context: AccessContext): AccessItem[] {
  const { caller } = context;
  if (caller.kind === 'anonymous') throw failWith('AccessDenied');
  const tags = readTagSet(input.CreateBucketConfiguration?.Tags, 'bucket');
  const resource = bucketArn(caller.partition, input.Bucket ?? '');
  const item = (action: string): AccessItem => ({
    action,
    resource,
    context: { ...actionKeys(action, context, undefined), 's3:resourceaccount': caller.accountId },
  });
  const tagged = tags.length === 0 ? {} : { requestTags: tags };
  const create = item('s3:CreateBucket');
  const location = input.CreateBucketConfiguration?.LocationConstraint;
  const created = { ...create.context, 's3:locationconstraint': location };
  const items: AccessItem[] = [{ ...create, ...tagged, context: created }];
  if (setsAcl(input)) items.push(item('s3:PutBucketAcl'));
  if (input.ObjectOwnership !== undefined) items.push(item('s3:PutBucketOwnershipControls'));
  if (tags.length > 0) items.push({ ...item('s3:TagResource'), ...tagged });
  return items;
}

/** Gives the region of the new bucket. */
function checkRequest(input: CreateBucketRequest, signedRegion: string): string {
  if (!isBucketName(input.Bucket ?? '')) {
    throw failS3('InvalidBucketName', undefined, { BucketName: input.Bucket });
  }
  const configuration = input.CreateBucketConfiguration;
  if (configuration?.Location !== undefined || configuration?.Bucket !== undefined) {
    // Directory buckets.
    throw failWith('NotImplemented');
  }
  const region = locationOf(configuration?.LocationConstraint, signedRegion);
  if (input.ObjectLockEnabledForBucket === true) {
    throw notImplementedHeader('x-amz-bucket-object-lock-enabled');
  }
  if (input.BucketNamespace !== undefined && input.BucketNamespace !== 'global') {
    throw notImplementedHeader('x-amz-bucket-namespace');
  }
  return region;
}

/** In us-east-1 an owner may create a bucket again, as long as the request brings no tags. */
function checkExisting(
  bucket: BucketRecord,
  caller: AuthenticatedCaller,
  asked: { readonly region: string; readonly tags: Tags },
): void {
  const detail = { BucketName: bucket.name };
  if (bucket.accountId !== caller.accountId) throw failS3('BucketAlreadyExists', undefined, detail);
  const again = bucket.region === classicRegion && asked.region === classicRegion;
  if (!again || asked.tags.length > 0) throw failS3('BucketAlreadyOwnedByYou', undefined, detail);
}

function output(
  { name, partition, region }: BucketRecord,
  context: Pick<RequestInfo, 'request'>,
): CreateBucketOutput {
  const host = context.request.headers['host'] ?? '';
  const Location = region === classicRegion ? `/${name}` : `http://${name}.${host}/`;
  return { Location, BucketArn: bucketArn(partition, name) };
}

export const CreateBucket: WriteOperation<CreateBucketRequest, CreateBucketOutput> = {
  schema: CreateBucket$,
  access: accessItems,
  mode: 'write',
  async handle(input, context) {
    const { tx, nowMs } = context;
    const caller = signedCaller(context);
    const region = checkRequest(input, context.region);
    const access = await newBucketAccess(context, input);
    const tags = readTagSet(input.CreateBucketConfiguration?.Tags, 'bucket');
    const name = input.Bucket ?? '';
    const former = await findBucket(tx, name);
    if (former !== undefined) {
      checkExisting(former, caller, { region, tags });
      return output(former, context);
    }
    const { accountId, partition } = caller;
    const names = await listBucketNames(tx, { accountId, limit: bucketsMax });
    if (names.length >= bucketsMax) throw failS3('TooManyBuckets');
    const isEurope = input.CreateBucketConfiguration?.LocationConstraint === europe;
    const bucket = newBucket({
      name,
      accountId,
      partition,
      region,
      ...(isEurope ? { locationConstraint: europe } : {}),
      createdAtMs: nowMs,
      tags,
      ...access,
    });
    putBucket(tx, bucket);
    return output(bucket, context);
  },
};
