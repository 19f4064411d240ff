/**
 * The organization and its tree: the root, its OUs, the accounts in them. Pages: ORG API Reference
 * "DescribeOrganization", "ListRoots", "ListOrganizationalUnitsForParent", "ListAccountsForParent".
 */
import type {
  Account,
  Organization,
  OrganizationalUnit,
  OrganizationsClient,
} from '@aws-sdk/client-organizations';
import {
  CreateOrganizationalUnitCommand,
  CreateOrganizationCommand,
  DeleteOrganizationalUnitCommand,
  DescribeOrganizationCommand,
  MoveAccountCommand,
  paginateListAccounts,
  paginateListAccountsForParent,
  paginateListOrganizationalUnitsForParent,
  paginateListRoots,
  UpdateOrganizationalUnitCommand,
} from '@aws-sdk/client-organizations';
import type { UseMutationResult, UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { listAll } from '../list-all.ts';
import { useSessionId } from '../session-context.ts';
import {
  organizationsKey,
  useOrganizations,
  useOrganizationsChange,
} from './organizations-client.ts';

/** `null`: the account is in no organization. */
export async function describeOrganization(
  client: OrganizationsClient,
): Promise<Organization | null> {
  try {
    const { Organization: found } = await client.send(new DescribeOrganizationCommand({}));
    return found ?? null;
  } catch (error) {
    const { name } = error as Error;
    if (name === 'AWSOrganizationsNotInUseException') return null;
    throw error;
  }
}

/** `null`: the account is in no organization. */
export function useOrganizationQuery(): UseQueryResult<Organization | null> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'organization'),
    queryFn: () => describeOrganization(client),
  });
}

export interface TreeNode {
  readonly kind: 'root' | 'unit' | 'account';
  readonly id: string;
  readonly name: string;
  readonly arn: string;
  /** Of accounts. */
  readonly account?: Account;
  readonly children: readonly TreeNode[];
}

/** OUs go five deep under the root; the page bounds how many it walks. */
const unitsMax = 1000;

const byName = (one: TreeNode, other: TreeNode): number => one.name.localeCompare(other.name);

function accountNode(account: Account): TreeNode {
  const { Id: id = '', Name: name = '', Arn: arn = '' } = account;
  return { kind: 'account', id, name, arn, account, children: [] };
}

interface Walk {
  readonly client: OrganizationsClient;
  /** Units still to be walked, at most. */
  left: number;
}

async function childrenOf(walk: Walk, ParentId: string): Promise<readonly TreeNode[]> {
  const { client } = walk;
  walk.left -= 1;
  if (walk.left < 0) return [];
  const [units, accounts] = await Promise.all([
    listAll(
      paginateListOrganizationalUnitsForParent({ client }, { ParentId }),
      (page) => page.OrganizationalUnits,
    ),
    listAll(paginateListAccountsForParent({ client }, { ParentId }), (page) => page.Accounts),
  ]);
  const unitNode = async (unit: OrganizationalUnit): Promise<TreeNode> => {
    const { Id: id = '', Name: name = '', Arn: arn = '' } = unit;
    return { kind: 'unit', id, name, arn, children: await childrenOf(walk, id) };
  };
  const nodes = await Promise.all(units.map(unitNode));
  return [...nodes.toSorted(byName), ...accounts.map(accountNode).toSorted(byName)];
}

export function useTreeQuery(): UseQueryResult<TreeNode | undefined> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'tree'),
    async queryFn() {
      const [root] = await listAll(paginateListRoots({ client }, {}), (page) => page.Roots);
      const { Id: id = '', Name: name = '', Arn: arn = '' } = root ?? {};
      const children = await childrenOf({ client, left: unitsMax }, id);
      return { kind: 'root', id, name, arn, children } as const;
    },
  });
}

export function useAccountsQuery(): UseQueryResult<readonly Account[]> {
  const client = useOrganizations();
  return useQuery({
    queryKey: organizationsKey(useSessionId(), 'accounts'),
    queryFn: () => listAll(paginateListAccounts({ client }, {}), (page) => page.Accounts),
  });
}

export interface PlacedNode {
  readonly node: TreeNode;
  /** From the root down, without the node itself. */
  readonly above: readonly TreeNode[];
}

/** All nodes of the tree, each with the way to it; parents before their children. */
export function nodesOf(node: TreeNode, above: readonly TreeNode[] = []): readonly PlacedNode[] {
  const below = [...above, node];
  return [{ node, above }, ...node.children.flatMap((child) => nodesOf(child, below))];
}

export function findNode(tree: TreeNode | undefined, id: string): PlacedNode | undefined {
  return tree === undefined ? undefined : nodesOf(tree).find(({ node }) => node.id === id);
}

/** `Root / Workloads / Production` */
export function placeText({ node, above }: PlacedNode): string {
  return [...above, node].map(({ name }) => name).join(' / ');
}

export type TreeChange =
  | { readonly kind: 'create-organization' }
  | { readonly kind: 'create-unit'; readonly parentId: string; readonly name: string }
  | { readonly kind: 'rename-unit'; readonly id: string; readonly name: string }
  | { readonly kind: 'delete-unit'; readonly id: string }
  | {
      readonly kind: 'move-account';
      readonly id: string;
      readonly fromId: string;
      readonly toId: string;
    };

async function change(client: OrganizationsClient, wanted: TreeChange): Promise<void> {
  if (wanted.kind === 'create-organization') {
    await client.send(new CreateOrganizationCommand({ FeatureSet: 'ALL' }));
  } else if (wanted.kind === 'create-unit') {
    const { parentId: ParentId, name: Name } = wanted;
    await client.send(new CreateOrganizationalUnitCommand({ ParentId, Name }));
  } else if (wanted.kind === 'rename-unit') {
    const { id: OrganizationalUnitId, name: Name } = wanted;
    await client.send(new UpdateOrganizationalUnitCommand({ OrganizationalUnitId, Name }));
  } else if (wanted.kind === 'delete-unit') {
    const { id: OrganizationalUnitId } = wanted;
    await client.send(new DeleteOrganizationalUnitCommand({ OrganizationalUnitId }));
  } else {
    const { id: AccountId, fromId: SourceParentId, toId: DestinationParentId } = wanted;
    await client.send(new MoveAccountCommand({ AccountId, SourceParentId, DestinationParentId }));
  }
}

export function useChangeTree(): UseMutationResult<void, Error, TreeChange> {
  return useOrganizationsChange(change);
}
