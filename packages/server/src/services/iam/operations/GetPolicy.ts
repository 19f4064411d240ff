/** Page: IAM API Reference "GetPolicy". The document is GetPolicyVersion's to tell. */
import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-iam';
import { GetPolicy$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn } from '../constraints.ts';
import {
  findPolicy,
  notFound,
  policyAccess,
  policyArnParts,
  policyToWire,
  policyUsage,
} from '../managed-policies.ts';
import { tagsToWire } from '../tagging.ts';

export const GetPolicy: ReadOperation<GetPolicyRequest, GetPolicyResponse> = {
  schema: GetPolicy$,
  constraints: { PolicyArn: arn },
  access: (input, context) => policyAccess(context, 'iam:GetPolicy', input.PolicyArn),
  mode: 'read',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    policyArnParts(policyArn);
    const policy = await findPolicy(context, policyArn);
    if (policy === undefined) throw notFound(policyArn);
    return {
      Policy: {
        ...policyToWire(policy, await policyUsage(context, policyArn)),
        ...(policy.description === undefined ? {} : { Description: policy.description }),
        Tags: tagsToWire(policy.tags),
      },
    };
  },
};
