/** Page: ORG API Reference "DescribeOrganizationalUnit". */
import type {
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse,
} from '@aws-sdk/client-organizations';
import { DescribeOrganizationalUnit$ } from '@aws-sdk/client-organizations';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { organizationalUnitOutput } from '../outputs.ts';
import type { ReadOperation } from '../../../operation.ts';

export const DescribeOrganizationalUnit: ReadOperation<
  DescribeOrganizationalUnitRequest,
  DescribeOrganizationalUnitResponse
> = {
  schema: DescribeOrganizationalUnit$,
  access: async (input, context) => [
    {
      action: 'organizations:DescribeOrganizationalUnit',
      ...(await nodeAccess(context, input.OrganizationalUnitId)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const id = input.OrganizationalUnitId;
    const node = await nodeAt(context.tx, organization, { place: 'ou', id });
    return { OrganizationalUnit: organizationalUnitOutput(organization, node) };
  },
};
