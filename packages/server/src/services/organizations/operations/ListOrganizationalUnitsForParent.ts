/** Page: ORG API Reference "ListOrganizationalUnitsForParent". */
import type {
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse,
} from '@aws-sdk/client-organizations';
import { ListOrganizationalUnitsForParent$ } from '@aws-sdk/client-organizations';
import { listChildIds } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { organizationalUnitOutput } from '../outputs.ts';
import { idPage, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListOrganizationalUnitsForParent: ReadOperation<
  ListOrganizationalUnitsForParentRequest,
  ListOrganizationalUnitsForParentResponse
> = {
  schema: ListOrganizationalUnitsForParent$,
  constraints: pageConstraints,
  access: async (input, context) => [
    {
      action: 'organizations:ListOrganizationalUnitsForParent',
      ...(await nodeAccess(context, input.ParentId)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const parent = await nodeAt(tx, organization, { place: 'parent', id: input.ParentId });
    const after = pageAfter(input);
    const limit = pageLimit(input);
    const ids = await listChildIds(tx, parent, {
      kind: 'ORGANIZATIONAL_UNIT',
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    const { ids: shown, ...more } = idPage(ids, limit);
    const units = [];
    for (const id of shown) units.push(await nodeAt(tx, organization, { place: 'ou', id }));
    return {
      OrganizationalUnits: units.map((unit) => organizationalUnitOutput(organization, unit)),
      ...more,
    };
  },
};
