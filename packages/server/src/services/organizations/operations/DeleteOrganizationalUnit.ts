/** Page: ORG API Reference "DeleteOrganizationalUnit". */
import type { DeleteOrganizationalUnitRequest } from '@aws-sdk/client-organizations';
import {
  DeleteOrganizationalUnit$,
  OrganizationalUnitNotEmptyException$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { deleteNode } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { childIds } from '../organizational-units.ts';
import type { WriteOperation } from '../../../operation.ts';

export const DeleteOrganizationalUnit: WriteOperation<DeleteOrganizationalUnitRequest, object> = {
  schema: DeleteOrganizationalUnit$,
  access: async (input, context) => [
    {
      action: 'organizations:DeleteOrganizationalUnit',
      ...(await nodeAccess(context, input.OrganizationalUnitId)),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const id = input.OrganizationalUnitId;
    const node = await nodeAt(context.tx, organization, { place: 'ou', id });
    if ((await childIds(context.tx, node)).length > 0) {
      throw fail(
        OrganizationalUnitNotEmptyException$,
        'To delete an organizational unit you must first remove all members and any child OUs.',
      );
    }
    deleteNode(context.tx, node);
    return {};
  },
};
