/**
 * Finding nodes of the tree by id, with the error that each place of the API has for a missing one.
 * Page: ORG API Reference, "Errors" of each operation.
 */
import {
  AccountNotFoundException$,
  ChildNotFoundException$,
  DestinationParentNotFoundException$,
  InvalidInputException$,
  OrganizationalUnitNotFoundException$,
  ParentNotFoundException$,
  RootNotFoundException$,
  SourceParentNotFoundException$,
  TargetNotFoundException$,
} from '@aws-sdk/client-organizations';
import type { ReadTransaction } from '@hallpass/store';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { AccountRecord } from '../../data/accounts.ts';
import { findAccount } from '../../data/accounts.ts';
import type { NodeRecord, OrganizationRecord } from '../../data/organizations.ts';
import { findNode } from '../../data/organizations.ts';
import { isNodeId } from './membership.ts';

/** Where in a request an id stands. */
export type NodePlace =
  | 'account'
  | 'child'
  | 'destination'
  | 'ou'
  | 'parent'
  | 'root'
  | 'source'
  | 'target';

const missing = {
  account: [AccountNotFoundException$, "You specified an account that doesn't exist."],
  child: [
    ChildNotFoundException$,
    "We can't find an organizational unit (OU) or AWS account with the ChildId that you specified.",
  ],
  destination: [
    DestinationParentNotFoundException$,
    "We can't find a root or OU with the DestinationParentId that you specified.",
  ],
  ou: [
    OrganizationalUnitNotFoundException$,
    "You specified an organizational unit that doesn't exist.",
  ],
  parent: [ParentNotFoundException$, "You specified parent that doesn't exist."],
  root: [RootNotFoundException$, "You specified a root that doesn't exist."],
  source: [
    SourceParentNotFoundException$,
    "We can't find a root or OU with the SourceParentId that you specified.",
  ],
  target: [TargetNotFoundException$, "You specified a target that doesn't exist."],
} as const;

const kindsOf: Readonly<Record<NodePlace, readonly NodeRecord['kind'][]>> = {
  account: ['ACCOUNT'],
  child: ['ACCOUNT', 'ORGANIZATIONAL_UNIT'],
  destination: ['ROOT', 'ORGANIZATIONAL_UNIT'],
  ou: ['ORGANIZATIONAL_UNIT'],
  parent: ['ROOT', 'ORGANIZATIONAL_UNIT'],
  root: ['ROOT'],
  source: ['ROOT', 'ORGANIZATIONAL_UNIT'],
  target: ['ROOT', 'ORGANIZATIONAL_UNIT', 'ACCOUNT'],
};

export function invalidInput(message: string, reason: string): AwsError {
  return fail(InvalidInputException$, message, { Reason: reason });
}

/** The node, which must be of a kind that can stand in this place. */
export async function nodeAt(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  { place, id }: { readonly place: NodePlace; readonly id: string | undefined },
): Promise<NodeRecord> {
  if (id === undefined || !isNodeId(id)) {
    throw invalidInput(
      'You provided a value that does not match the required pattern.',
      'INVALID_PATTERN',
    );
  }
  const node = await findNode(tx, organization.id, id);
  if (node !== undefined && kindsOf[place].includes(node.kind)) return node;
  const [schema, message] = missing[place];
  throw fail(schema, message);
}

export async function accountIn(
  tx: ReadTransaction,
  organization: OrganizationRecord,
  id: string | undefined,
): Promise<AccountRecord> {
  const node = await nodeAt(tx, organization, { place: 'account', id });
  const account = await findAccount(tx, node.id);
  if (account === undefined) throw new Error(`account ${node.id} of the tree is missing`);
  return account;
}
