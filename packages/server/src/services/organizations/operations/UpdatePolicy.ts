/** Page: ORG API Reference "UpdatePolicy". */
import type { UpdatePolicyRequest, UpdatePolicyResponse } from '@aws-sdk/client-organizations';
import { UpdatePolicy$ } from '@aws-sdk/client-organizations';
import { putOrganizationsPolicy } from '../../../data/organizations.ts';
import { managedOrganization } from '../membership.ts';
import { policyOutput } from '../outputs.ts';
import { checkContent, customPolicy, policyAccess, refusePolicyName } from '../policies.ts';
import type { WriteOperation } from '../../../operation.ts';

export const UpdatePolicy: WriteOperation<UpdatePolicyRequest, UpdatePolicyResponse> = {
  schema: UpdatePolicy$,
  constraints: { Name: { length: [1, 128] }, Description: { length: [0, 512] } },
  access: async (input, context) => [
    { action: 'organizations:UpdatePolicy', ...(await policyAccess(context, input.PolicyId)) },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const former = await customPolicy(context.tx, organization, input.PolicyId);
    const { type } = former;
    const name = input.Name ?? former.name;
    if (name !== former.name) await refusePolicyName(context.tx, organization, { type, name });
    if (input.Content !== undefined) checkContent(type, input.Content);
    const policy = {
      ...former,
      name,
      description: input.Description ?? former.description,
      content: input.Content ?? former.content,
    };
    putOrganizationsPolicy(context.tx, organization.id, policy);
    return { Policy: policyOutput(organization, policy) };
  },
};
