/** Page: ORG API Reference "ListParents". Every node has exactly one. */
import type { ListParentsRequest, ListParentsResponse } from '@aws-sdk/client-organizations';
import { ListParents$ } from '@aws-sdk/client-organizations';
import { managedOrganization, nodeAccess, nodeKind } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { pageConstraints } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListParents: ReadOperation<ListParentsRequest, ListParentsResponse> = {
  schema: ListParents$,
  constraints: pageConstraints,
  access: async (input, context) => [
    { action: 'organizations:ListParents', ...(await nodeAccess(context, input.ChildId)) },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const child = await nodeAt(context.tx, organization, { place: 'child', id: input.ChildId });
    const id = child.parentId ?? organization.rootId;
    const type = nodeKind(id) === 'ROOT' ? 'ROOT' : 'ORGANIZATIONAL_UNIT';
    return { Parents: [{ Id: id, Type: type }] };
  },
};
