/** Page: IAM API Reference "UntagPolicy". */
import type { UntagPolicyRequest } from '@aws-sdk/client-iam';
import { UntagPolicy$ } from '@aws-sdk/client-iam';
import { putManagedPolicy } from '../../../data/managed-policies.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withoutCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { arn, tagKeys } from '../constraints.ts';
import { changeablePolicy, notFound, policyAccess } from '../managed-policies.ts';

export const UntagPolicy: WriteOperation<UntagPolicyRequest, object> = {
  schema: UntagPolicy$,
  constraints: { PolicyArn: arn, TagKeys: tagKeys },
  async access(input, context) {
    const items = await policyAccess(context, 'iam:UntagPolicy', input.PolicyArn);
    return items.map((item) => ({ ...item, context: { 'aws:tagkeys': input.TagKeys } }));
  },
  mode: 'write',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    const request = { action: 'iam:UntagPolicy', arn: policyArn, missing: notFound(policyArn) };
    const policy = await changeablePolicy(context, request);
    const kept = withoutCaseSensitiveTags(policy.tags, input.TagKeys);
    putManagedPolicy(context.tx, { ...policy, tags: kept });
    return {};
  },
};
