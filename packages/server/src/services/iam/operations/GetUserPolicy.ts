/** Page: IAM API Reference "GetUserPolicy". The document is URL-encoded after RFC 3986. */
import type { GetUserPolicyRequest, GetUserPolicyResponse } from '@aws-sdk/client-iam';
import { GetUserPolicy$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { policyName, userName } from '../constraints.ts';
import { getInlinePolicy } from '../inline-policies.ts';
import { readHolderAccess } from '../policy-holders.ts';

export const GetUserPolicy: ReadOperation<GetUserPolicyRequest, GetUserPolicyResponse> = {
  schema: GetUserPolicy$,
  constraints: { UserName: userName, PolicyName: policyName },
  access: (input, context) =>
    readHolderAccess(context, 'iam:GetUserPolicy', { kind: 'user', name: input.UserName }),
  mode: 'read',
  async handle(input, context) {
    const holder = { kind: 'user', name: input.UserName } as const;
    const { holderName, ...policy } = await getInlinePolicy(context, holder, input);
    return { UserName: holderName, ...policy };
  },
};
