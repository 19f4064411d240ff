/**
 * The SCPs and RCPs above the account, for the simulator in the page. Only the management account
 * and delegated administrators may read them; to others it is said. Pages: ORG API Reference
 * "DescribeOrganization", "ListParents", "ListPoliciesForTarget", "DescribePolicy".
 */
import type { OrganizationsClient } from '@aws-sdk/client-organizations';
import {
  DescribePolicyCommand,
  ListParentsCommand,
  paginateListPoliciesForTarget,
} from '@aws-sdk/client-organizations';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { PolicyKind } from '../../paths/organizations-paths.ts';
import type { LiveOrganization, LivePolicy, Unread } from '../../simulator/live-policies.ts';
import { errorText } from '../errors.ts';
import { listAll } from '../list-all.ts';
import { useSession, useSessionId } from '../session-context.ts';
import { organizationsKey, useOrganizations } from './organizations-client.ts';
import { policyKinds } from './policies.ts';
import { describeOrganization } from './tree.ts';

/** OUs go five deep under the root. */
const depthMax = 10;

/** From the root down to the account. */
async function chainOf(client: OrganizationsClient, accountId: string): Promise<readonly string[]> {
  const chain = [accountId];
  for (let depth = 0; depth < depthMax; depth += 1) {
    const ChildId = chain[0] ?? '';
    const { Parents = [] } = await client.send(new ListParentsCommand({ ChildId }));
    const [{ Id = '', Type } = {}] = Parents;
    if (Id === '') break;
    chain.unshift(Id);
    if (Type === 'ROOT') break;
  }
  return chain;
}

async function policiesAt(
  client: OrganizationsClient,
  kind: PolicyKind,
  { targetId, level }: { readonly targetId: string; readonly level: number },
): Promise<LivePolicy[]> {
  const Filter = policyKinds[kind].type;
  const pages = paginateListPoliciesForTarget({ client }, { TargetId: targetId, Filter });
  const summaries = await listAll(pages, (page) => page.Policies);
  const read = summaries.map(async ({ Id = '', Name = '', Arn = '' }): Promise<LivePolicy> => {
    const { Policy } = await client.send(new DescribePolicyCommand({ PolicyId: Id }));
    return {
      id: `${kind} ${targetId} ${Id}`,
      layer: kind,
      level,
      name: Name,
      place: targetId,
      origin: { type: kind, arn: Arn, name: Name, attachedTo: targetId },
      text: Policy?.Content ?? '',
    };
  });
  return Promise.all(read);
}

/** None while the kind is not enabled. */
async function levelsOf(
  client: OrganizationsClient,
  kind: PolicyKind,
  { chain, unread }: { readonly chain: readonly string[]; readonly unread: Unread[] },
): Promise<LivePolicy[]> {
  try {
    const levels = chain.map((targetId, level) => policiesAt(client, kind, { targetId, level }));
    return (await Promise.all(levels)).flat();
  } catch (error) {
    const { code, message } = errorText(error);
    if (code !== 'PolicyTypeNotEnabled')
      unread.push({ what: policyKinds[kind].many, why: message });
    return [];
  }
}

const none: LiveOrganization = { id: undefined, path: undefined, policies: [], unread: [] };

export async function liveOrganization(
  client: OrganizationsClient,
  accountId: string,
): Promise<LiveOrganization> {
  try {
    const found = await describeOrganization(client);
    if (found === null) return none;
    const { Id: id = '', MasterAccountId } = found;
    // They do not limit the management account.
    if (MasterAccountId === accountId) return await managementAccount(client, id, accountId);
    return await memberAccount(client, id, accountId);
  } catch (error) {
    const what = 'Whether the account is in an organization, whose policies would limit it';
    return { ...none, unread: [{ what, why: errorText(error).message }] };
  }
}

const pathOf = (id: string, chain: readonly string[]): string =>
  `${[id, ...chain.slice(0, -1)].join('/')}/`;

async function managementAccount(
  client: OrganizationsClient,
  id: string,
  accountId: string,
): Promise<LiveOrganization> {
  const unread: Unread[] = [];
  try {
    return { ...none, id, path: pathOf(id, await chainOf(client, accountId)) };
  } catch (error) {
    unread.push({ what: 'aws:PrincipalOrgPaths', why: errorText(error).message });
    return { ...none, id, unread };
  }
}

async function memberAccount(
  client: OrganizationsClient,
  id: string,
  accountId: string,
): Promise<LiveOrganization> {
  const unread: Unread[] = [];
  try {
    const chain = await chainOf(client, accountId);
    const [scps, rcps] = await Promise.all([
      levelsOf(client, 'scp', { chain, unread }),
      levelsOf(client, 'rcp', { chain, unread }),
    ]);
    return { id, path: pathOf(id, chain), policies: [...scps, ...rcps], unread };
  } catch (error) {
    const what = `The service and resource control policies of the organization ${id}`;
    return { ...none, id, unread: [{ what, why: errorText(error).message }] };
  }
}

export function useLiveOrganizationQuery(): UseQueryResult<LiveOrganization> {
  const client = useOrganizations();
  const { accountId } = useSession();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'live-organization', accountId),
    staleTime: 0,
    queryFn: () => liveOrganization(client, accountId),
  });
}
