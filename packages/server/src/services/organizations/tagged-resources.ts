/**
 * What can carry tags here: roots, OUs, accounts and policies. Page: ORG API Reference
 * "TagResource".
 */
import type { ReadTransaction, Transaction } from '@hallpass/store';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { OrganizationRecord } from '../../data/organizations.ts';
import { putNode, putOrganizationsPolicy } from '../../data/organizations.ts';
import type { Tags } from '../../data/tags.ts';
import type { AccessContext } from '../../operation.ts';
import { nodeAccess } from './membership.ts';
import { nodeAt } from './nodes.ts';
import { customPolicy, policyAccess, policyNamed } from './policies.ts';

const isPolicy = (id: string | undefined): boolean => id?.startsWith('p-') ?? false;

export function taggedAccess(
  context: AccessContext,
  id: string | undefined,
): Promise<Pick<AccessItem, 'resource' | 'resourceTags' | 'context'>> {
  return isPolicy(id) ? policyAccess(context, id) : nodeAccess(context, id);
}

/** Reads the tags of a resource and gives what changes them. */
export async function taggedResource(
  tx: Transaction,
  organization: OrganizationRecord,
  id: string | undefined,
): Promise<{ readonly tags: Tags; put(tags: Tags): void }> {
  if (isPolicy(id)) {
    const policy = await customPolicy(tx, organization, id);
    return {
      tags: policy.tags,
      put: (tags) => putOrganizationsPolicy(tx, organization.id, { ...policy, tags }),
    };
  }
  const node = await nodeAt(tx, organization, { place: 'target', id });
  return { tags: node.tags, put: (tags) => putNode(tx, { ...node, tags }, node) };
}

export async function resourceTags(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string | undefined,
): Promise<Tags> {
  if (isPolicy(id)) return (await policyNamed(tx, organization, id)).tags;
  return (await nodeAt(tx, organization, { place: 'target', id })).tags;
}
