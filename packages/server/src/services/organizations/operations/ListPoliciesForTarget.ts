/**
 * Page: ORG API Reference "ListPoliciesForTarget". At most ten policies of a type hang on one
 * target: one page.
 */
import type {
  ListPoliciesForTargetRequest,
  ListPoliciesForTargetResponse,
} from '@aws-sdk/client-organizations';
import { ListPoliciesForTarget$ } from '@aws-sdk/client-organizations';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { policySummary } from '../outputs.ts';
import { pageConstraints } from '../paging.ts';
import { policiesOn } from '../policy-attachments.ts';
import { anyPolicyType, policyTypeKey, policyTypeOf } from '../policy-types.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListPoliciesForTarget: ReadOperation<
  ListPoliciesForTargetRequest,
  ListPoliciesForTargetResponse
> = {
  schema: ListPoliciesForTarget$,
  constraints: { ...pageConstraints, Filter: anyPolicyType },
  access: async (input, context) => [
    {
      action: 'organizations:ListPoliciesForTarget',
      ...(await nodeAccess(context, input.TargetId)),
      context: policyTypeKey(input.Filter),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const type = policyTypeOf(organization, input.Filter);
    const node = await nodeAt(context.tx, organization, { place: 'target', id: input.TargetId });
    const policies = await policiesOn(context.tx, organization, { node, type });
    return { Policies: policies.map((policy) => policySummary(organization, policy)) };
  },
};
