/**
 * Page: ORG API Reference "DeleteOrganization". Only an organization without other accounts, OUs
 * and policies of its own can go.
 */
import { DeleteOrganization$, OrganizationNotEmptyException$ } from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { findAccount, leaveOrganization } from '../../../data/accounts.ts';
import { deleteOrganization, organizationNodes } from '../../../data/organizations.ts';
import { deleteNode, organizationPolicies } from '../../../data/organizations.ts';
import { managedOrganization } from '../membership.ts';
import type { WriteOperation } from '../../../operation.ts';

export const DeleteOrganization: WriteOperation<object, object> = {
  schema: DeleteOrganization$,
  access: () => [{ action: 'organizations:DeleteOrganization', resource: '*' }],
  mode: 'write',
  async handle(_input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const nodes = await organizationNodes(tx, organization.id);
    const policies = await organizationPolicies(tx, organization.id);
    if (nodes.length > 2 || policies.length > 0) {
      throw fail(
        OrganizationNotEmptyException$,
        'To delete an organization you must first remove all member accounts (except the master), all organizational units, and all policies.',
      );
    }
    for (const node of nodes) deleteNode(tx, node);
    deleteOrganization(tx, organization);
    const account = await findAccount(tx, organization.managementAccountId);
    if (account !== undefined) leaveOrganization(tx, account);
    return {};
  },
};
