/** Page: ORG API Reference "UpdateOrganizationalUnit". */
import type {
  UpdateOrganizationalUnitRequest,
  UpdateOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations';
import { UpdateOrganizationalUnit$ } from '@aws-sdk/client-organizations';
import { findNode, putNode } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { refuseSiblingName } from '../organizational-units.ts';
import { organizationalUnitOutput } from '../outputs.ts';
import type { WriteOperation } from '../../../operation.ts';

export const UpdateOrganizationalUnit: WriteOperation<
  UpdateOrganizationalUnitRequest,
  UpdateOrganizationalUnitResponse
> = {
  schema: UpdateOrganizationalUnit$,
  constraints: { Name: { length: [1, 128] } },
  access: async (input, context) => [
    {
      action: 'organizations:UpdateOrganizationalUnit',
      ...(await nodeAccess(context, input.OrganizationalUnitId)),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const id = input.OrganizationalUnitId;
    const former = await nodeAt(tx, organization, { place: 'ou', id });
    const name = input.Name ?? former.name;
    const parent = await findNode(tx, organization.id, former.parentId ?? '');
    if (parent !== undefined && name !== former.name) await refuseSiblingName(tx, parent, name);
    const node = { ...former, name };
    putNode(tx, node, former);
    return { OrganizationalUnit: organizationalUnitOutput(organization, node) };
  },
};
