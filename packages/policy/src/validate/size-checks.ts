/**
 * Sizes against the quotas. Pages: IAM UG "IAM and AWS STS quotas"; ORG UG "Quotas for AWS
 * Organizations"; S3 UG "Bucket policies".
 */
import { policySize } from '../syntax/policy-size.ts';
import type { PolicyCheck } from './check.ts';
import { none } from './check.ts';
import { atValue, finding } from './finding.ts';
import type { IssueCode } from './issue-codes.ts';
import type { PolicyView } from './view.ts';

interface Quota {
  readonly code: IssueCode;
  readonly of: string;
  readonly charactersMax: number;
  readonly countsSpace: boolean;
  readonly advice: string;
}

const split = 'Split it into several policies.';

/** The largest that IAM takes: the inline policies of a role. */
const identity: Quota = {
  code: 'POLICY_SIZE_EXCEEDS_IDENTITY_POLICY_QUOTA',
  of: 'inline and managed policies',
  charactersMax: 10_240,
  countsSpace: false,
  advice: split,
};

const trust: Quota = {
  code: 'POLICY_SIZE_EXCEEDS_ROLE_TRUST_POLICY_QUOTA',
  of: 'role trust policies',
  charactersMax: 2048,
  countsSpace: false,
  advice: 'Shorten it, or ask for a higher quota.',
};

const resource: Quota = {
  code: 'POLICY_SIZE_EXCEEDS_RESOURCE_POLICY_QUOTA',
  of: 'resource policies',
  charactersMax: 20_480,
  countsSpace: false,
  advice: 'Shorten it.',
};

const scp: Quota = {
  code: 'POLICY_SIZE_EXCEEDS_SCP_QUOTA',
  of: 'service control policies',
  charactersMax: 10_240,
  countsSpace: true,
  advice: split,
};

const rcp: Quota = {
  code: 'POLICY_SIZE_EXCEEDS_RCP_QUOTA',
  of: 'resource control policies',
  charactersMax: 5120,
  countsSpace: true,
  advice: split,
};

function quotaOf({ options: { policyType }, isTrust }: PolicyView): Quota {
  switch (policyType) {
    case 'IDENTITY_POLICY':
      return identity;
    case 'SERVICE_CONTROL_POLICY':
      return scp;
    case 'RESOURCE_CONTROL_POLICY':
      return rcp;
    default:
      return isTrust ? trust : resource;
  }
}

export const checkSize: PolicyCheck = (policy) => {
  const { text, root } = policy.document;
  const { code, of, charactersMax, countsSpace, advice } = quotaOf(policy);
  const size = countsSpace ? text.length : policySize(text);
  if (size <= charactersMax) return none;
  const how = countsSpace ? '' : ', white space not counted,';
  const details = `The policy has ${size} characters${how} where ${of} may have ${charactersMax}. `;
  return [finding(code, details + advice, atValue(root))];
};
