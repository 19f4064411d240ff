/** Page: IAM API Reference "GetGroupPolicy". The document is URL-encoded after RFC 3986. */
import type { GetGroupPolicyRequest, GetGroupPolicyResponse } from '@aws-sdk/client-iam';
import { GetGroupPolicy$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { groupName, policyName } from '../constraints.ts';
import { getInlinePolicy } from '../inline-policies.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const GetGroupPolicy: ReadOperation<GetGroupPolicyRequest, GetGroupPolicyResponse> = {
  schema: GetGroupPolicy$,
  constraints: { GroupName: groupName, PolicyName: policyName },
  access: (input, context) =>
    readHolderAccess(context, 'iam:GetGroupPolicy', { kind: 'group', name: input.GroupName }),
  mode: 'read',
  async handle(input, context) {
    const holder = { kind: 'group', name: input.GroupName } as const;
    const { holderName, ...policy } = await getInlinePolicy(context, holder, input);
    return { GroupName: holderName, ...policy };
  },
};
