/** Page: ORG API Reference "ListTargetsForPolicy". */
import type {
  ListTargetsForPolicyRequest,
  ListTargetsForPolicyResponse,
} from '@aws-sdk/client-organizations';
import { ListTargetsForPolicy$ } from '@aws-sdk/client-organizations';
import { organizationNodes } from '../../../data/organizations.ts';
import { managedOrganization } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { targetSummary } from '../outputs.ts';
import { idPage, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import { policyAccess, policyNamed } from '../policies.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListTargetsForPolicy: ReadOperation<
  ListTargetsForPolicyRequest,
  ListTargetsForPolicyResponse
> = {
  schema: ListTargetsForPolicy$,
  constraints: pageConstraints,
  access: async (input, context) => [
    {
      action: 'organizations:ListTargetsForPolicy',
      ...(await policyAccess(context, input.PolicyId)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const policy = await policyNamed(context.tx, organization, input.PolicyId);
    const after = pageAfter(input) ?? '';
    const found = (await organizationNodes(context.tx, organization.id))
      .filter((node) => node.id > after && node.policyIds.includes(policy.id))
      .map((node) => node.id);
    const { ids, ...more } = idPage(found, pageLimit(input));
    const nodes = [];
    for (const id of ids) {
      nodes.push(await nodeAt(context.tx, organization, { place: 'target', id }));
    }
    return { Targets: nodes.map((node) => targetSummary(organization, node)), ...more };
  },
};
