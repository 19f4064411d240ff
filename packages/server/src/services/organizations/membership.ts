/**
 * Whose organization a request is about, and how its parts are named.
 * Pages: ORG API Reference "Common errors"; Service Authorization Reference "AWS Organizations".
 */
import {
  AccessDeniedException$,
  AWSOrganizationsNotInUseException$,
} from '@aws-sdk/client-organizations';
import type { ReadTransaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type { NodeRecord, OrganizationRecord } from '../../data/organizations.ts';
import { findNode, findOrganization } from '../../data/organizations.ts';
import type { RequestInfo } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';

type TransactionContext = RequestInfo & { readonly tx: ReadTransaction };

/** The organization of the caller's account, as management account or as member; if any. */
export async function organizationOf(
  context: TransactionContext,
): Promise<OrganizationRecord | undefined> {
  const { organizationId } = signedCaller(context).account;
  return organizationId === undefined ? undefined : findOrganization(context.tx, organizationId);
}

export async function memberOrganization(context: TransactionContext): Promise<OrganizationRecord> {
  const organization = await organizationOf(context);
  if (organization !== undefined) return organization;
  throw fail(
    AWSOrganizationsNotInUseException$,
    'Your account is not a member of an organization.',
  );
}

/** Most of the API is the management account's alone. */
export async function managedOrganization(
  context: TransactionContext,
): Promise<OrganizationRecord> {
  const organization = await memberOrganization(context);
  if (organization.managementAccountId === signedCaller(context).accountId) return organization;
  throw fail(AccessDeniedException$, "You don't have permissions to access this resource.");
}

const arnPrefix = (organization: OrganizationRecord): string =>
  `arn:${organization.partition}:organizations::${organization.managementAccountId}:`;

export function organizationArn(organization: OrganizationRecord): string {
  return `${arnPrefix(organization)}organization/${organization.id}`;
}

const arnKinds = { ROOT: 'root', ORGANIZATIONAL_UNIT: 'ou', ACCOUNT: 'account' } as const;

export function nodeArn(
  organization: OrganizationRecord,
  node: Pick<NodeRecord, 'kind' | 'id'>,
): string {
  return `${arnPrefix(organization)}${arnKinds[node.kind]}/${organization.id}/${node.id}`;
}

const nodeIdPattern = /^(?:r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|\d{12})$/;

export function isNodeId(id: string): boolean {
  return nodeIdPattern.test(id);
}

/** The kind of a node by the form of its id. */
export function nodeKind(id: string): NodeRecord['kind'] {
  if (id.startsWith('r-')) return 'ROOT';
  return id.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT';
}

/**
 * What an access rule names: the ARN and tags of a node. For a caller outside any organization, and
 * for a node that is not there, it names no more than was asked for.
 */
export async function nodeAccess(
  context: TransactionContext,
  id: string | undefined,
): Promise<{ readonly resource: string; readonly resourceTags?: NodeRecord['tags'] }> {
  const organization = await organizationOf(context);
  if (organization === undefined || id === undefined || !isNodeId(id)) return { resource: '*' };
  const node = await findNode(context.tx, organization.id, id);
  const resource = nodeArn(organization, { kind: nodeKind(id), id });
  return node === undefined ? { resource } : { resource, resourceTags: node.tags };
}
