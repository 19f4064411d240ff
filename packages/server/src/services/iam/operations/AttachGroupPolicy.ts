/** Page: IAM API Reference "AttachGroupPolicy". */
import type { AttachGroupPolicyRequest } from '@aws-sdk/client-iam';
import { AttachGroupPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { attachPolicy } from '../attachments.ts';
import { arn, groupName } from '../constraints.ts';
import { boundedAccess } from '../policy-holders.ts';

export const AttachGroupPolicy: WriteOperation<AttachGroupPolicyRequest, object> = {
  schema: AttachGroupPolicy$,
  constraints: { GroupName: groupName, PolicyArn: arn },
  access: (input, context) =>
    boundedAccess(context, 'iam:AttachGroupPolicy', {
      kind: 'group',
      name: input.GroupName,
      context: { 'iam:policyarn': input.PolicyArn },
    }),
  mode: 'write',
  async handle(input, context) {
    await attachPolicy(context, { kind: 'group', name: input.GroupName }, input);
    return {};
  },
};
