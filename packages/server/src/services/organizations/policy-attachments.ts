/** Rules of attaching and detaching. Pages: ORG UG "Attaching SCPs", "Quotas for AWS Organizations". */
import {
  ConstraintViolationException$,
  DuplicatePolicyAttachmentException$,
  PolicyNotAttachedException$,
  PolicyTypeNotEnabledException$,
} from '@aws-sdk/client-organizations';
import type { ReadTransaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type {
  NodeRecord,
  OrganizationRecord,
  OrganizationsPolicyRecord,
  OrganizationsPolicyType,
} from '../../data/organizations.ts';
import { findOrganizationsPolicy, rcpFullAwsAccess } from '../../data/organizations.ts';
import { invalidInput } from './nodes.ts';

/** Per node (quotas since May 2026). */
const attachedMax: Readonly<Record<OrganizationsPolicyType, number>> = {
  SERVICE_CONTROL_POLICY: 10,
  RESOURCE_CONTROL_POLICY: 5,
};

export async function policiesOn(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  query: { readonly node: NodeRecord; readonly type: OrganizationsPolicyType },
): Promise<readonly OrganizationsPolicyRecord[]> {
  const policies: OrganizationsPolicyRecord[] = [];
  for (const id of query.node.policyIds) {
    const policy = await findOrganizationsPolicy(tx, organization.id, id);
    if (policy?.type === query.type) policies.push(policy);
  }
  return policies;
}

interface Attachment {
  readonly policy: OrganizationsPolicyRecord;
  readonly node: NodeRecord;
}

export async function checkAttachment(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { policy, node }: Attachment,
): Promise<void> {
  const { type } = policy;
  if (!organization.enabledPolicyTypes.includes(type)) {
    throw fail(
      PolicyTypeNotEnabledException$,
      'This operation can be performed only for enabled policy types.',
    );
  }
  if (node.policyIds.includes(policy.id)) {
    throw fail(
      DuplicatePolicyAttachmentException$,
      'A policy with the specified name and type already exists.',
    );
  }
  const attached = await policiesOn(tx, organization, { node, type });
  if (attached.length < attachedMax[type]) return;
  throw fail(
    ConstraintViolationException$,
    'You have attempted to attach more policies than allowed to a target.',
    { Reason: 'MAX_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
  );
}

export async function checkDetachment(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { policy, node }: Attachment,
): Promise<void> {
  if (!node.policyIds.includes(policy.id)) {
    throw fail(
      PolicyNotAttachedException$,
      "The policy isn't attached to the specified target in the specified root.",
    );
  }
  if (policy.id === rcpFullAwsAccess.id) {
    throw invalidInput('RCPFullAWSAccess cannot be detached.', 'IMMUTABLE_POLICY');
  }
  const attached = await policiesOn(tx, organization, { node, type: policy.type });
  if (policy.type !== 'SERVICE_CONTROL_POLICY' || attached.length > 1) return;
  throw fail(
    ConstraintViolationException$,
    'You cannot remove the last policy attached to the specified target. You must have at least one attached at all times.',
    { Reason: 'MIN_POLICY_TYPE_ATTACHMENT_LIMIT_EXCEEDED' },
  );
}
