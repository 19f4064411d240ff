/** Page: ORG API Reference "CreatePolicy". */
import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-organizations';
import { CreatePolicy$ } from '@aws-sdk/client-organizations';
import { newOrganizationsPolicyId } from '../../../data/ids.ts';
import type { OrganizationsPolicyRecord } from '../../../data/organizations.ts';
import { putOrganizationsPolicy } from '../../../data/organizations.ts';
import { managedOrganization } from '../membership.ts';
import { policyOutput } from '../outputs.ts';
import { checkContent, refusePolicyName } from '../policies.ts';
import { anyPolicyType, policyTypeKey, policyTypeOf } from '../policy-types.ts';
import { requestTags } from '../tagging.ts';
import type { WriteOperation } from '../../../operation.ts';

export const CreatePolicy: WriteOperation<CreatePolicyRequest, CreatePolicyResponse> = {
  schema: CreatePolicy$,
  constraints: {
    Name: { length: [1, 128] },
    Description: { length: [0, 512] },
    Content: { length: [1, 1_000_000] },
    Type: anyPolicyType,
  },
  access: (input) => {
    const tags = requestTags(input.Tags);
    const item = { resource: '*', requestTags: tags, context: policyTypeKey(input.Type) };
    return [
      { ...item, action: 'organizations:CreatePolicy' },
      ...(tags.length === 0 ? [] : [{ ...item, action: 'organizations:TagResource' }]),
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const type = policyTypeOf(organization, input.Type);
    const content = input.Content ?? '';
    checkContent(type, content);
    const name = input.Name ?? '';
    await refusePolicyName(context.tx, organization, { type, name });
    const policy: OrganizationsPolicyRecord = {
      id: newOrganizationsPolicyId(),
      organizationId: organization.id,
      type,
      name,
      description: input.Description ?? '',
      content,
      awsManaged: false,
      tags: requestTags(input.Tags),
    };
    putOrganizationsPolicy(context.tx, organization.id, policy);
    return { Policy: policyOutput(organization, policy) };
  },
};
