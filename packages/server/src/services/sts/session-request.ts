/**
 * What AssumeRole and GetFederationToken share: session policies, session tags and their limits.
 * Pages: STS API Reference "AssumeRole", "GetFederationToken"; IAM UG "Pass session tags in AWS
 * STS".
 */
import { deflateRawSync } from 'node:zlib';
import type { PolicyDescriptorType, Tag } from '@aws-sdk/client-sts';
import {
  MalformedPolicyDocumentException$,
  PackedPolicyTooLargeException$,
} from '@aws-sdk/client-sts';
import { checkDocument, parsePolicy } from '@hallpass/policy';
import type { Eventually, ReadTransaction } from '@hallpass/store';
import { fail, failWith } from '@hallpass/wire';
import { parseArn } from '../../data/arns.ts';
import { findPolicyDocument } from '../../data/managed-policies.ts';
import type { Tags } from '../../data/tags.ts';

const policyArnsMax = 10;
/** Inline policy and the ARNs of managed ones, together. */
const policyCharactersMax = 2048;

/**
 * DEVIATION: AWS packs session policies and tags into a binary form that it does not document and
 * reports the percentage of an undocumented limit; here it is the deflated size against this many
 * bytes.
 */
const packedBytesMax = 2048;

/** Tags of a request as the session keeps them; their form has been checked (`constraints.ts`). */
export function sessionTags(tags: readonly Tag[] | undefined): Tags {
  if (tags === undefined) return [];
  const seen = new Set<string>();
  return tags.map(({ Key: key = '', Value: value = '' }) => {
    if (/^aws:/i.test(key)) {
      throw failWith('InvalidParameterValue', 'System tags cannot be specified as session tags.');
    }
    if (seen.has(key.toLowerCase())) {
      throw failWith(
        'InvalidParameterValue',
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    }
    seen.add(key.toLowerCase());
    return { key, value };
  });
}

export interface SessionPolicyInput {
  readonly Policy?: string | undefined;
  readonly PolicyArns?: readonly PolicyDescriptorType[] | undefined;
}

export interface SessionPolicies {
  readonly policy?: string;
  readonly policyArns?: readonly string[];
}

const noPolicies: SessionPolicies = {};

function checkInline(policy: string): void {
  const { document } = parsePolicy(policy);
  if (document === undefined) {
    throw fail(MalformedPolicyDocumentException$, 'This policy contains invalid Json');
  }
  const fault = checkDocument(document, 'session');
  if (fault !== undefined) throw fail(MalformedPolicyDocumentException$, fault.message);
}

/** Checked as far as it can be without reading anything; see `checkPolicyArns` for the rest. */
export function sessionPolicies(input: SessionPolicyInput): SessionPolicies {
  if (input.Policy === undefined && input.PolicyArns === undefined) return noPolicies;
  const arns = (input.PolicyArns ?? []).map((descriptor) => descriptor.arn ?? '');
  if (arns.length > policyArnsMax) {
    throw failWith(
      'ValidationError',
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${policyArnsMax}`,
    );
  }
  for (const arn of arns) {
    if (parseArn(arn)?.service !== 'iam') throw failWith('ValidationError', 'ARN is invalid');
  }
  const characters = (input.Policy?.length ?? 0) + arns.join('').length;
  if (characters > policyCharactersMax) {
    throw fail(
      PackedPolicyTooLargeException$,
      `Packed policy consumes ${Math.ceil((100 * characters) / policyCharactersMax)}% of allotted space, please use smaller policy.`,
    );
  }
  if (input.Policy !== undefined) checkInline(input.Policy);
  return {
    ...(input.Policy === undefined ? {} : { policy: input.Policy }),
    ...(arns.length === 0 ? {} : { policyArns: arns }),
  };
}

/** Managed session policies must exist, in the account of the session. */
export function checkPolicyArns(
  tx: ReadTransaction,
  accountId: string,
  { policyArns }: SessionPolicies,
): Eventually<void> {
  if (policyArns !== undefined) return checkKnown(tx, accountId, policyArns);
}

async function checkKnown(
  tx: ReadTransaction,
  accountId: string,
  arns: readonly string[],
): Promise<void> {
  for (const arn of arns) {
    const owner = parseArn(arn)?.accountId;
    const known =
      (owner === 'aws' || owner === accountId) && (await findPolicyDocument(tx, arn)) !== undefined;
    if (!known)
      throw failWith('ValidationError', `The policy ${arn} does not exist or is not attachable.`);
  }
}

/** Percent of the packed limit; `undefined` when the session carries neither policies nor tags. */
export function packedPolicySize(policies: SessionPolicies, tags: Tags): number | undefined {
  if (policies.policy === undefined && policies.policyArns === undefined && tags.length === 0) {
    return undefined;
  }
  const packed = deflateRawSync(JSON.stringify([policies.policy, policies.policyArns, tags]));
  const percent = Math.ceil((100 * packed.length) / packedBytesMax);
  if (percent > 100) {
    throw fail(
      PackedPolicyTooLargeException$,
      `Packed policy consumes ${percent}% of allotted space, please use smaller policy.`,
    );
  }
  return percent;
}
