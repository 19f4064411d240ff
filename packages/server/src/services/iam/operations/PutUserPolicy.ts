/** Page: IAM API Reference "PutUserPolicy". */
import type { PutUserPolicyRequest } from '@aws-sdk/client-iam';
import { PutUserPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { policyDocument, policyName, userName } from '../constraints.ts';
import { putInlinePolicy } from '../inline-policies.ts';
import { boundedAccess } from '../policy-holders.ts';

export const PutUserPolicy: WriteOperation<PutUserPolicyRequest, object> = {
  schema: PutUserPolicy$,
  constraints: { UserName: userName, PolicyName: policyName, PolicyDocument: policyDocument },
  access: (input, context) =>
    boundedAccess(context, 'iam:PutUserPolicy', { kind: 'user', name: input.UserName }),
  mode: 'write',
  async handle(input, context) {
    await putInlinePolicy(context, { kind: 'user', name: input.UserName }, input);
    return {};
  },
};
