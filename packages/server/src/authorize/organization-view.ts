/**
 * What an organization says of one account: the levels of SCPs for its principals and of RCPs for
 * its resources, and its path. Pages: ORG UG "SCP evaluation", "RCP evaluation". The management
 * account is never limited. Remembered within the view of the account.
 */
import type { PolicySet, PolicyType } from '@hallpass/policy';
import type { ReadTransaction } from '@hallpass/store';
import type { AccountRecord } from '../data/accounts.ts';
import { organizationGeneration } from '../data/generations.ts';
import type {
  NodeRecord,
  OrganizationRecord,
  OrganizationsPolicyType,
} from '../data/organizations.ts';
import {
  findOrganization,
  findOrganizationsPolicy,
  organizationPath,
  organizationsPolicyArn,
  pathToNode,
} from '../data/organizations.ts';
import type { StoredPolicy } from './compile.ts';
import { compileStored } from './compile.ts';

export interface OrganizationView {
  readonly organizationId: string;
  /** Of the organization's data when this view was made. */
  readonly generation: string;
  readonly managementAccountId: string;
  /** `o-x/r-y/ou-z/` */
  readonly path: string;
  /** Root first, the account last. Absent when the type is off or the account is the manager. */
  readonly scpLevels?: readonly PolicySet[];
  readonly rcpLevels?: readonly PolicySet[];
}

const policyTypes = {
  SERVICE_CONTROL_POLICY: 'scp',
  RESOURCE_CONTROL_POLICY: 'rcp',
} as const satisfies Record<OrganizationsPolicyType, PolicyType>;

async function levels(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  query: { readonly path: readonly NodeRecord[]; readonly type: OrganizationsPolicyType },
): Promise<readonly PolicySet[]> {
  const sets: PolicySet[] = [];
  for (const node of query.path) {
    const stored: StoredPolicy[] = [];
    for (const id of node.policyIds) {
      const policy = await findOrganizationsPolicy(tx, organization.id, id);
      if (policy === undefined) throw new Error(`policy ${id} attached to ${node.id} is missing`);
      if (policy.type !== query.type) continue;
      const arn = organizationsPolicyArn(organization, policy);
      const origin = { type: policyTypes[query.type], arn, name: policy.name, attachedTo: node.id };
      stored.push({ text: policy.content, origin });
    }
    sets.push(compileStored(stored));
  }
  return sets;
}

/** `undefined` for an account outside any organization. */
export async function makeOrganizationView(
  tx: ReadTransaction,
  account: AccountRecord,
): Promise<OrganizationView | undefined> {
  const { organizationId } = account;
  if (organizationId === undefined) return undefined;
  const organization = await findOrganization(tx, organizationId);
  if (organization === undefined) throw new Error(`organization ${organizationId} is missing`);
  const path = await pathToNode(tx, organizationId, account.id);
  const view = {
    organizationId,
    generation: await organizationGeneration(tx, organizationId),
    managementAccountId: organization.managementAccountId,
    path: organizationPath(organizationId, path),
  };
  if (account.id === organization.managementAccountId) return view;
  const enabled = (type: OrganizationsPolicyType): boolean =>
    organization.enabledPolicyTypes.includes(type);
  const scp = 'SERVICE_CONTROL_POLICY';
  const rcp = 'RESOURCE_CONTROL_POLICY';
  return {
    ...view,
    ...(enabled(scp) ? { scpLevels: await levels(tx, organization, { path, type: scp }) } : {}),
    ...(enabled(rcp) ? { rcpLevels: await levels(tx, organization, { path, type: rcp }) } : {}),
  };
}
