/**
 * Managed policies of both kinds as one list: the account's own first, then AWS's, each by name.
 * What a marker carries says in which of the two the next page begins. Pages: IAM API Reference
 * "ListPolicies", "GetAccountAuthorizationDetails".
 */
import { awsManagedPolicies } from '../../data/aws-managed-policies.ts';
import type { Page } from '../../data/identities.ts';
import { nameKey } from '../../data/identities.ts';
import type { AttachmentUsage } from '../../data/managed-policies.ts';
import {
  listManagedPolicies,
  managedPolicyArn,
  usageByPolicy,
} from '../../data/managed-policies.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import type { ManagedPolicy, PolicyUsage } from './managed-policies.ts';
import { awsPolicy, customerPolicy, policyUsage } from './managed-policies.ts';
import type { PageStart } from './paging.ts';

export interface PolicyQuery {
  /** Whether the account's own policies are wanted, and AWS's. */
  readonly own: boolean;
  readonly aws: boolean;
  readonly pathPrefix: string;
  /** Which ARNs are wanted. */
  keeps(arn: string): boolean;
}

/** A filter by use: any at all, or of one kind. Counts every use of the account only if it must. */
export async function usageFilter(
  context: EntityContext,
  wanted: { readonly onlyAttached: boolean; readonly usage: AttachmentUsage | undefined },
): Promise<PolicyQuery['keeps']> {
  const { onlyAttached, usage } = wanted;
  if (!onlyAttached && usage === undefined) return () => true;
  const uses = await usageByPolicy(context.tx, ownerOf(context).accountId);
  return (arn) => {
    const use = uses.get(arn);
    if (use === undefined) return false;
    return (usage === undefined ? use.PermissionsPolicy + use.PermissionsBoundary : use[usage]) > 0;
  };
}

const ownPrefix = 'own:';
const awsPrefix = 'aws:';

function awsPage(
  context: EntityContext,
  query: PolicyQuery,
  start: PageStart,
): Page<ManagedPolicy> {
  const { after, limit } = start;
  const wanted = awsManagedPolicies()
    .list(ownerOf(context).partition)
    .map((policy) => ({ policy, key: nameKey(policy.name) }))
    .filter(({ key }) => after === undefined || key > after)
    .filter(({ policy }) => policy.path.startsWith(query.pathPrefix) && query.keeps(policy.arn))
    .toSorted((a, b) => (a.key < b.key ? -1 : 1));
  const items = wanted.slice(0, limit);
  const next = wanted.length > limit ? items.at(-1)?.key : undefined;
  return {
    items: items.map(({ policy }) => awsPolicy(policy)),
    ...(next === undefined ? {} : { next: awsPrefix + next }),
  };
}

async function ownPage(
  context: EntityContext,
  query: PolicyQuery,
  start: PageStart,
): Promise<Page<ManagedPolicy>> {
  const owner = ownerOf(context);
  const page = await listManagedPolicies(context.tx, owner.accountId, {
    ...start,
    keeps: (record) =>
      record.path.startsWith(query.pathPrefix) && query.keeps(managedPolicyArn(owner, record)),
  });
  return {
    items: page.items.map((record) => customerPolicy(owner, record)),
    ...(page.next === undefined ? {} : { next: ownPrefix + page.next }),
  };
}

async function findPage(
  context: EntityContext,
  query: PolicyQuery,
  { after, limit }: PageStart,
): Promise<Page<ManagedPolicy>> {
  if (after?.startsWith(awsPrefix)) {
    return awsPage(context, query, { after: after.slice(awsPrefix.length), limit });
  }
  const start = after === undefined ? { limit } : { after: after.slice(ownPrefix.length), limit };
  const own = query.own ? await ownPage(context, query, start) : { items: [] };
  if (own.next !== undefined || !query.aws) return own;
  const left = limit - own.items.length;
  const aws = awsPage(context, query, { limit: Math.max(left, 1) });
  if (left > 0) return { ...aws, items: [...own.items, ...aws.items] };
  // The own policies filled the page exactly; AWS's, if any, begin on the next one.
  return aws.items.length === 0 ? own : { ...own, next: awsPrefix };
}

export interface UsedPolicy {
  readonly policy: ManagedPolicy;
  readonly usage: PolicyUsage;
}

export async function listPolicies(
  context: EntityContext,
  query: PolicyQuery,
  start: PageStart,
): Promise<Page<UsedPolicy>> {
  const { items, ...next } = await findPage(context, query, start);
  const used: UsedPolicy[] = [];
  for (const policy of items) {
    used.push({ policy, usage: await policyUsage(context, policy.arn) });
  }
  return { items: used, ...next };
}
