/** OUs: names are unique among siblings; what hangs below one. Page: ORG UG "Managing OUs". */
import { DuplicateOrganizationalUnitException$ } from '@aws-sdk/client-organizations';
import type { ReadTransaction } from '@hallpass/store';
import { fail } from '@hallpass/wire';
import type { NodeRecord } from '../../data/organizations.ts';
import { findNode, listChildIds } from '../../data/organizations.ts';

/** More children than any parent has: 2000 OUs and 10000 accounts. */
const childrenMax = 12_001;

export async function childIds(
  tx: ReadTransaction,
  parent: NodeRecord,
): Promise<readonly string[]> {
  const limit = childrenMax;
  const units = await listChildIds(tx, parent, { kind: 'ORGANIZATIONAL_UNIT', limit });
  const accounts = await listChildIds(tx, parent, { kind: 'ACCOUNT', limit });
  return [...units, ...accounts];
}

export async function refuseSiblingName(
  tx: ReadTransaction,
  parent: NodeRecord,
  name: string,
): Promise<void> {
  const kind = 'ORGANIZATIONAL_UNIT';
  for (const id of await listChildIds(tx, parent, { kind, limit: childrenMax })) {
    const sibling = await findNode(tx, parent.organizationId, id);
    if (sibling?.name !== name) continue;
    throw fail(DuplicateOrganizationalUnitException$, 'An OU with the same name already exists.');
  }
}
