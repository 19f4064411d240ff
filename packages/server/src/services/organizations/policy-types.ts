/**
 * The policy types served: SCPs and RCPs. Types are switched on and off at the root.
 * Page: ORG UG "Enabling and disabling policy types".
 */
import {
  ConstraintViolationException$,
  PolicyType,
  PolicyTypeNotAvailableForOrganizationException$,
} from '@aws-sdk/client-organizations';
import type { Transaction } from '@hallpass/store';
import type { Constraint } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { ContextEntries } from '../../authorize/context-keys.ts';
import type { OrganizationRecord, OrganizationsPolicyType } from '../../data/organizations.ts';
import {
  fullAwsAccess,
  organizationNodes,
  organizationPolicies,
  putNode,
  putOrganization,
  rcpFullAwsAccess,
} from '../../data/organizations.ts';

const served: readonly OrganizationsPolicyType[] = [
  'SERVICE_CONTROL_POLICY',
  'RESOURCE_CONTROL_POLICY',
];

export const anyPolicyType: Constraint = { enum: Object.values(PolicyType) };

/** The condition key organizations:PolicyType. */
export function policyTypeKey(type: string | undefined): ContextEntries {
  return type === undefined ? {} : { 'organizations:policytype': type };
}

export function policyTypeOf(
  organization: OrganizationRecord,
  type: string | undefined,
): OrganizationsPolicyType {
  if (organization.featureSet !== 'ALL') {
    throw fail(
      ConstraintViolationException$,
      'This operation requires all features to be enabled in the organization.',
      { Reason: 'ORGANIZATION_NOT_IN_ALL_FEATURES_MODE' },
    );
  }
  const known = served.find((name) => name === type);
  if (known !== undefined) return known;
  throw fail(
    PolicyTypeNotAvailableForOrganizationException$,
    'The specified policy type is not available for this organization.',
  );
}

/** Every node gets AWS's full-access policy of the type, so that nothing changes by switching it on. */
export async function enablePolicyType(
  tx: Transaction,
  organization: OrganizationRecord,
  type: OrganizationsPolicyType,
): Promise<OrganizationRecord> {
  const full = type === 'SERVICE_CONTROL_POLICY' ? fullAwsAccess : rcpFullAwsAccess;
  for (const node of await organizationNodes(tx, organization.id)) {
    putNode(tx, { ...node, policyIds: [...node.policyIds, full.id] }, node);
  }
  const enabledPolicyTypes = [...organization.enabledPolicyTypes, type];
  const changed = { ...organization, enabledPolicyTypes };
  putOrganization(tx, changed);
  return changed;
}

export async function disablePolicyType(
  tx: Transaction,
  organization: OrganizationRecord,
  type: OrganizationsPolicyType,
): Promise<OrganizationRecord> {
  const full = type === 'SERVICE_CONTROL_POLICY' ? fullAwsAccess : rcpFullAwsAccess;
  const policies = await organizationPolicies(tx, organization.id);
  const ofType = new Set(policies.filter((policy) => policy.type === type).map(({ id }) => id));
  for (const node of await organizationNodes(tx, organization.id)) {
    const policyIds = node.policyIds.filter((id) => id !== full.id && !ofType.has(id));
    putNode(tx, { ...node, policyIds }, node);
  }
  const enabledPolicyTypes = organization.enabledPolicyTypes.filter((name) => name !== type);
  const changed = { ...organization, enabledPolicyTypes };
  putOrganization(tx, changed);
  return changed;
}
