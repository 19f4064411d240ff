/** Page: IAM API Reference "ListPolicyTags". */
import type { ListPolicyTagsRequest, ListPolicyTagsResponse } from '@aws-sdk/client-iam';
import { ListPolicyTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn, paging } from '../constraints.ts';
import { findPolicy, notFound, policyAccess, policyArnParts } from '../managed-policies.ts';
import { tagPage } from '../tagging.ts';

export const ListPolicyTags: ReadOperation<ListPolicyTagsRequest, ListPolicyTagsResponse> = {
  schema: ListPolicyTags$,
  constraints: { PolicyArn: arn, ...paging },
  access: (input, context) => policyAccess(context, 'iam:ListPolicyTags', input.PolicyArn),
  mode: 'read',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    policyArnParts(policyArn);
    const policy = await findPolicy(context, policyArn);
    if (policy === undefined) throw notFound(policyArn);
    return tagPage(policy.tags, input);
  },
};
