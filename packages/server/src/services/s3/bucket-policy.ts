/**
 * Bucket policies: checked, bound to the unique ids of their principals, held against Block Public
 * Access. Pages: S3 API Reference "PutBucketPolicy"; S3 UG "Blocking public access to your Amazon
 * S3 storage".
 */
import type { PolicyDocument } from '@hallpass/policy';
import { checkPolicy, evaluate, isPublicPolicy, parsePolicy } from '@hallpass/policy';
import { failWith } from '@hallpass/wire';
import type { AccessItem } from '../../authorize/authorize.ts';
import { decide } from '../../authorize/authorize.ts';
import { bucketArn } from '../../data/arns.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { bindPrincipals } from '../../data/policy-principals.ts';
import type { AccessContext, RequestInfo, WriteContext } from '../../operation.ts';
import type { BucketInput } from './access.ts';
import { onBucket, targetBucket } from './access.ts';
import { failS3 } from './errors.ts';

/** S3 UG "Bucket policies": 20 KB. */
const policyBytesMax = 20 * 1024;

/**
 * The rule of reading, writing and deleting the policy: the root user of the bucket's account
 * cannot be locked out by the policy itself, only by the organization's.
 */
export function policyRule(
  action: string,
): (input: BucketInput, context: AccessContext) => Promise<readonly AccessItem[]> {
  return async (input, context) => {
    const bucket = await targetBucket(context, input);
    const item = onBucket(action, context, { bucket });
    const { caller } = context;
    if (caller.kind !== 'root' || caller.accountId !== bucket.accountId) return [item];
    const { request, policies } = await decide(context, item);
    const { resource: _policy, ...others } = policies;
    return evaluate(request, others).effect === 'allow' ? [] : [item];
  };
}

function checkText(text: string, { name, partition }: BucketRecord): PolicyDocument {
  if (Buffer.byteLength(text) > policyBytesMax) {
    throw failS3('MalformedPolicy', 'Policy exceeds the maximum allowed document size.');
  }
  const { document, fault } = checkPolicy(text, 'bucket', { bucketName: name, partition });
  if (fault !== undefined) throw failS3('MalformedPolicy', fault.message);
  if (document === undefined) throw failS3('MalformedPolicy', 'Policy has invalid syntax');
  return document;
}

function publicPolicyBlocked(bucket: BucketRecord, { caller }: RequestInfo): Error {
  const resource = bucketArn(bucket.partition, bucket.name);
  return failWith(
    'AccessDenied',
    caller.accountId === bucket.accountId
      ? `User: ${caller.arn} is not authorized to perform: s3:PutBucketPolicy on resource: "${resource}" because public policies are blocked by the BlockPublicPolicy block public access setting.`
      : 'Access Denied',
  );
}

/** The text to keep. */
export async function acceptPolicy(
  text: string,
  bucket: BucketRecord,
  context: WriteContext,
): Promise<string> {
  const document = checkText(text, bucket);
  const { partition } = bucket;
  const bound = await bindPrincipals(context.tx, document, { partition, canonicalUsers: true });
  if (bound.invalid !== undefined) {
    const { key, value } = bound.invalid;
    throw failS3('MalformedPolicy', 'Invalid principal in policy', {
      Detail: `"${key}" : "${value}"`,
    });
  }
  if (bucket.publicAccessBlock?.blockPublicPolicy === true && isPublicPolicy(document)) {
    throw publicPolicyBlocked(bucket, context);
  }
  return bound.text;
}

export function isPublicText(text: string): boolean {
  const { document } = parsePolicy(text);
  if (document === undefined) throw new Error('a stored policy does not parse');
  return isPublicPolicy(document);
}
