/** Page: ORG API Reference "ListRoots". */
import type { ListRootsRequest, ListRootsResponse } from '@aws-sdk/client-organizations';
import { ListRoots$ } from '@aws-sdk/client-organizations';
import { managedOrganization } from '../membership.ts';
import { rootOutput } from '../outputs.ts';
import { pageConstraints } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListRoots: ReadOperation<ListRootsRequest, ListRootsResponse> = {
  schema: ListRoots$,
  constraints: pageConstraints,
  access: () => [{ action: 'organizations:ListRoots', resource: '*' }],
  mode: 'read',
  async handle(_input, context) {
    return { Roots: [rootOutput(await managedOrganization(context))] };
  },
};
