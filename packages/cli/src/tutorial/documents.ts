/** The policy documents of the tutorial, as its page gives them. */
import { bucket, development, production, roleArn } from '../cross-account/names.ts';

type PolicyJson = Readonly<Record<string, unknown>>;

/** `read-write-app-bucket`, in Production. */
export const readWriteAppBucket: PolicyJson = {
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: 's3:ListAllMyBuckets', Resource: '*' },
    {
      Effect: 'Allow',
      Action: ['s3:ListBucket', 's3:GetBucketLocation'],
      Resource: `arn:aws:s3:::${bucket}`,
    },
    {
      Effect: 'Allow',
      Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject'],
      Resource: `arn:aws:s3:::${bucket}/*`,
    },
  ],
};

/** Trust in a whole account, to which the account's administrator adds who may. */
export function trustIn(accountId: string): PolicyJson {
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${accountId}:root` },
        Action: 'sts:AssumeRole',
      },
    ],
  };
}

export const trustDevelopment: PolicyJson = trustIn(development.id);

interface InlinePolicy {
  readonly name: string;
  readonly document: PolicyJson;
}

function assumeUpdateApp(effect: 'Allow' | 'Deny'): PolicyJson {
  return {
    Version: '2012-10-17',
    Statement: { Effect: effect, Action: 'sts:AssumeRole', Resource: roleArn },
  };
}

/** Inline in Developers. */
export const allowAssume: InlinePolicy = {
  name: 'allow-assume-S3-role-in-production',
  document: assumeUpdateApp('Allow'),
};

/** Inline in Testers. */
export const denyAssume: InlinePolicy = {
  name: 'deny-assume-S3-role-in-production',
  document: assumeUpdateApp('Deny'),
};

/** A bucket of Production that the role says nothing of. */
export const otherBucket: string = `other-${production.id}`;
