/** Page: IAM API Reference "TagPolicy". */
import type { TagPolicyRequest } from '@aws-sdk/client-iam';
import { TagPolicy$ } from '@aws-sdk/client-iam';
import { putManagedPolicy } from '../../../data/managed-policies.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { arn, tags } from '../constraints.ts';
import { changeablePolicy, notFound, policyAccess } from '../managed-policies.ts';
import { requestTagsOf } from '../tagging.ts';

export const TagPolicy: WriteOperation<TagPolicyRequest, object> = {
  schema: TagPolicy$,
  constraints: { PolicyArn: arn, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    const items = await policyAccess(context, 'iam:TagPolicy', input.PolicyArn);
    return items.map((item) => ({ ...item, requestTags }));
  },
  mode: 'write',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    const request = { action: 'iam:TagPolicy', arn: policyArn, missing: notFound(policyArn) };
    const policy = await changeablePolicy(context, request);
    const merged = withCaseSensitiveTags(policy.tags, input.Tags);
    putManagedPolicy(context.tx, { ...policy, tags: merged });
    return {};
  },
};
