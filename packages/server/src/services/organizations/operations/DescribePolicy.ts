/** Page: ORG API Reference "DescribePolicy". */
import type { DescribePolicyRequest, DescribePolicyResponse } from '@aws-sdk/client-organizations';
import { DescribePolicy$ } from '@aws-sdk/client-organizations';
import { managedOrganization } from '../membership.ts';
import { policyOutput } from '../outputs.ts';
import { policyAccess, policyNamed } from '../policies.ts';
import type { ReadOperation } from '../../../operation.ts';

export const DescribePolicy: ReadOperation<DescribePolicyRequest, DescribePolicyResponse> = {
  schema: DescribePolicy$,
  access: async (input, context) => [
    { action: 'organizations:DescribePolicy', ...(await policyAccess(context, input.PolicyId)) },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const policy = await policyNamed(context.tx, organization, input.PolicyId);
    return { Policy: policyOutput(organization, policy) };
  },
};
