/**
 * SCPs and RCPs: finding them, naming them to the access check, checking their documents.
 * Pages: ORG UG "SCP syntax", "RCP syntax", "Quotas for AWS Organizations".
 */
import {
  ConstraintViolationException$,
  DuplicatePolicyException$,
  MalformedPolicyDocumentException$,
  PolicyNotFoundException$,
} from '@aws-sdk/client-organizations';
import { checkDocument, parsePolicy } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type { AccessItem } from '../../authorize/authorize.ts';
import type {
  OrganizationRecord,
  OrganizationsPolicyRecord,
  OrganizationsPolicyType,
} from '../../data/organizations.ts';
import {
  findOrganizationsPolicy,
  fullAwsAccess,
  organizationPolicies,
  organizationsPolicyArn,
  rcpFullAwsAccess,
} from '../../data/organizations.ts';
import type { AccessContext } from '../../operation.ts';
import { organizationOf } from './membership.ts';
import { invalidInput } from './nodes.ts';

/** Characters as sent, white space counted (quotas since May 2026). */
const contentCharactersMax: Readonly<Record<OrganizationsPolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10_240,
  RESOURCE_CONTROL_POLICY: 5120,
};

const policyIdPattern = /^p-[0-9a-zA-Z_]{8,128}$/;

export async function policyNamed(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string | undefined,
): Promise<OrganizationsPolicyRecord> {
  if (id === undefined || !policyIdPattern.test(id)) {
    throw invalidInput(
      'You provided a value that does not match the required pattern.',
      'INVALID_PATTERN',
    );
  }
  const policy = await findOrganizationsPolicy(tx, organization.id, id);
  if (policy !== undefined) return policy;
  throw fail(PolicyNotFoundException$, "You specified a policy that doesn't exist.");
}

/** A policy that may be changed: AWS's own may not. */
export async function customPolicy(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string | undefined,
): Promise<OrganizationsPolicyRecord> {
  const policy = await policyNamed(tx, organization, id);
  if (!policy.awsManaged) return policy;
  throw invalidInput('You specified a policy that is managed by AWS.', 'IMMUTABLE_POLICY');
}

export async function policyAccess(
  context: AccessContext,
  id: string | undefined,
): Promise<Pick<AccessItem, 'resource' | 'resourceTags' | 'context'>> {
  if (id === undefined || !policyIdPattern.test(id)) return { resource: '*' };
  const organization = await organizationOf(context);
  if (organization === undefined) return { resource: '*' };
  const policy = await findOrganizationsPolicy(context.tx, organization.id, id);
  if (policy === undefined) return { resource: '*' };
  return {
    resource: organizationsPolicyArn(organization, policy),
    resourceTags: policy.tags,
    context: { 'organizations:policytype': policy.type },
  };
}

export function checkContent(type: OrganizationsPolicyType, content: string): void {
  if (content.length > contentCharactersMax[type]) {
    throw fail(
      ConstraintViolationException$,
      'You have exceeded the allowed size of a policy document.',
      { Reason: 'POLICY_CONTENT_LIMIT_EXCEEDED' },
    );
  }
  const { document } = parsePolicy(content);
  const fault =
    document && checkDocument(document, type === 'SERVICE_CONTROL_POLICY' ? 'scp' : 'rcp');
  if (document !== undefined && fault === undefined) return;
  throw fail(
    MalformedPolicyDocumentException$,
    fault?.message ??
      'The provided policy document does not meet the requirements of the specified policy type.',
  );
}

/** AWS's own policy of the type first, then the organization's. */
export async function allPolicies(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  type: OrganizationsPolicyType,
): Promise<readonly OrganizationsPolicyRecord[]> {
  const own = await organizationPolicies(tx, organization.id);
  return [fullAwsAccess, rcpFullAwsAccess, ...own].filter((policy) => policy.type === type);
}

export async function refusePolicyName(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  wanted: { readonly type: OrganizationsPolicyType; readonly name: string },
): Promise<void> {
  const policies = await allPolicies(tx, organization, wanted.type);
  if (policies.every((policy) => policy.name !== wanted.name)) return;
  throw fail(DuplicatePolicyException$, 'A policy with the same name already exists.');
}
