/**
 * Organizations: the tree of root, OUs and accounts, and the policies attached to its nodes.
 * Pages: ORG UG "Terminology and concepts", "SCP evaluation", "RCP evaluation".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { Partition } from './accounts.ts';
import { touchOrganization } from './generations.ts';
import type { Tags } from './tags.ts';

export type OrganizationsPolicyType = 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY';

export type OrganizationRecord = {
  readonly id: string;
  readonly partition: Partition;
  readonly managementAccountId: string;
  readonly managementAccountEmail: string;
  readonly rootId: string;
  readonly featureSet: 'ALL' | 'CONSOLIDATED_BILLING';
  readonly createdAtMs: number;
  readonly enabledPolicyTypes: readonly OrganizationsPolicyType[];
  readonly rootTags: Tags;
};

/** A node of the tree: the root, an OU or an account. */
export type NodeRecord = {
  readonly id: string;
  readonly organizationId: string;
  readonly kind: 'ROOT' | 'ORGANIZATIONAL_UNIT' | 'ACCOUNT';
  /** Absent for the root. */
  readonly parentId?: string;
  /** Name of the root or OU; accounts have theirs in the account's record. */
  readonly name: string;
  readonly tags: Tags;
  readonly createdAtMs: number;
  /** Ids of attached SCPs and RCPs in the order of attachment. */
  readonly policyIds: readonly string[];
};

export type OrganizationsPolicyRecord = {
  readonly id: string;
  /** Absent for AWS's own (`p-FullAWSAccess`, `p-RCPFullAWSAccess`). */
  readonly organizationId?: string;
  readonly type: OrganizationsPolicyType;
  readonly name: string;
  readonly description: string;
  readonly content: string;
  readonly awsManaged: boolean;
  readonly tags: Tags;
};

const fullAccessStatement = (sid: string, principal: string): string =>
  `{"Version":"2012-10-17","Statement":[{${sid}"Effect":"Allow",${principal}"Action":"*","Resource":"*"}]}`;

export const fullAwsAccess: OrganizationsPolicyRecord = {
  id: 'p-FullAWSAccess',
  type: 'SERVICE_CONTROL_POLICY',
  name: 'FullAWSAccess',
  description: 'Allows access to every operation',
  content: fullAccessStatement('', ''),
  awsManaged: true,
  tags: [],
};

export const rcpFullAwsAccess: OrganizationsPolicyRecord = {
  id: 'p-RCPFullAWSAccess',
  type: 'RESOURCE_CONTROL_POLICY',
  name: 'RCPFullAWSAccess',
  description: 'Allows access to every resource',
  content: fullAccessStatement('', '"Principal":"*",'),
  awsManaged: true,
  tags: [],
};

export function findOrganization(
  tx: ReadTransaction,
  id: string,
): Eventually<OrganizationRecord | undefined> {
  return tx.get<OrganizationRecord>(['organization', id]);
}

export function putOrganization(tx: Transaction, organization: OrganizationRecord): void {
  tx.put(['organization', organization.id], organization);
  touchOrganization(tx, organization.id);
}

export function deleteOrganization(tx: Transaction, organization: OrganizationRecord): void {
  tx.delete(['organization', organization.id]);
  touchOrganization(tx, organization.id);
}

export function findNode(
  tx: ReadTransaction,
  organizationId: string,
  nodeId: string,
): Eventually<NodeRecord | undefined> {
  return tx.get<NodeRecord>(['organization-node', organizationId, nodeId]);
}

/** Writes the node and its place under its parent; `former` is what it replaces, when it moves. */
export function putNode(tx: Transaction, node: NodeRecord, former?: NodeRecord): void {
  const { organizationId } = node;
  if (former?.parentId !== undefined && former.parentId !== node.parentId) {
    tx.delete(['organization-child', organizationId, former.parentId, node.kind, node.id]);
  }
  tx.put(['organization-node', organizationId, node.id], node);
  if (node.parentId !== undefined) {
    tx.put(['organization-child', organizationId, node.parentId, node.kind, node.id], true);
  }
  touchOrganization(tx, organizationId);
}

export function deleteNode(tx: Transaction, node: NodeRecord): void {
  tx.delete(['organization-node', node.organizationId, node.id]);
  if (node.parentId !== undefined) {
    tx.delete(['organization-child', node.organizationId, node.parentId, node.kind, node.id]);
  }
  touchOrganization(tx, node.organizationId);
}

/** Ids of the children of one kind, in order, at most `limit`, after the given one. */
export async function listChildIds(
  tx: ReadTransaction,
  parent: NodeRecord,
  options: { readonly kind: NodeRecord['kind']; readonly after?: string; readonly limit: number },
): Promise<readonly string[]> {
  const prefix = ['organization-child', parent.organizationId, parent.id, options.kind];
  const entries = await tx.scan({
    prefix,
    limit: options.limit,
    ...(options.after === undefined ? {} : { after: [...prefix, options.after] }),
  });
  return entries.map((entry) => entry.key.at(-1) as string);
}

/** Root, OU (nested at most five deep), account. */
const levelsMax = 8;

/** The nodes from the root down to the given one: the levels that SCPs and RCPs are asked at. */
export async function pathToNode(
  tx: ReadTransaction,
  organizationId: string,
  nodeId: string,
): Promise<readonly NodeRecord[]> {
  const path: NodeRecord[] = [];
  let id: string | undefined = nodeId;
  while (id !== undefined) {
    const node: NodeRecord | undefined = await findNode(tx, organizationId, id);
    if (node === undefined || path.length === levelsMax) {
      throw new Error(`the tree of organization ${organizationId} is broken at ${id}`);
    }
    path.unshift(node);
    id = node.parentId;
  }
  return path;
}

export async function findOrganizationsPolicy(
  tx: ReadTransaction,
  organizationId: string,
  policyId: string,
): Promise<OrganizationsPolicyRecord | undefined> {
  if (policyId === fullAwsAccess.id) return fullAwsAccess;
  if (policyId === rcpFullAwsAccess.id) return rcpFullAwsAccess;
  return tx.get<OrganizationsPolicyRecord>(['organization-policy', organizationId, policyId]);
}

export function putOrganizationsPolicy(
  tx: Transaction,
  organizationId: string,
  policy: OrganizationsPolicyRecord,
): void {
  tx.put(['organization-policy', organizationId, policy.id], policy);
  touchOrganization(tx, organizationId);
}

export function deleteOrganizationsPolicy(
  tx: Transaction,
  organizationId: string,
  policyId: string,
): void {
  tx.delete(['organization-policy', organizationId, policyId]);
  touchOrganization(tx, organizationId);
}

/**
 * `arn:aws:organizations::MANAGEMENT:policy/o-x/service_control_policy/p-y`; AWS's own policies
 * belong to the account `aws`.
 */
export function organizationsPolicyArn(
  organization: OrganizationRecord,
  policy: OrganizationsPolicyRecord,
): string {
  const prefix = `arn:${organization.partition}:organizations::`;
  const kind = policy.type.toLowerCase();
  if (policy.awsManaged) return `${prefix}aws:policy/${kind}/${policy.id}`;
  return `${prefix}${organization.managementAccountId}:policy/${organization.id}/${kind}/${policy.id}`;
}

/** `o-x/r-y/ou-z/`, with the trailing slash, for aws:PrincipalOrgPaths and aws:ResourceOrgPaths. */
export function organizationPath(organizationId: string, path: readonly NodeRecord[]): string {
  const above = path.filter((node) => node.kind !== 'ACCOUNT');
  return `${[organizationId, ...above.map((node) => node.id)].join('/')}/`;
}

/** The root, 2000 OUs and the accounts an organization can have here; a bound, not a page. */
const nodesMax = 15_000;
/** AWS's quotas: 10000 SCPs and 1000 RCPs. */
const policiesMax = 11_000;

/** Every node of the tree, ordered by id. */
export async function organizationNodes(
  tx: ReadTransaction,
  organizationId: string,
): Promise<readonly NodeRecord[]> {
  const prefix = ['organization-node', organizationId];
  const entries = await tx.scan<NodeRecord>({ prefix, limit: nodesMax });
  return entries.map((entry) => entry.value);
}

export async function countAccounts(tx: ReadTransaction, organizationId: string): Promise<number> {
  const nodes = await organizationNodes(tx, organizationId);
  return nodes.filter((node) => node.kind === 'ACCOUNT').length;
}

/** The organization's own policies, without AWS's. */
export async function organizationPolicies(
  tx: ReadTransaction,
  organizationId: string,
): Promise<readonly OrganizationsPolicyRecord[]> {
  const prefix = ['organization-policy', organizationId];
  const entries = await tx.scan<OrganizationsPolicyRecord>({ prefix, limit: policiesMax });
  return entries.map((entry) => entry.value);
}
