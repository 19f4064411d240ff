/** Page: IAM API Reference "AttachUserPolicy". */
import type { AttachUserPolicyRequest } from '@aws-sdk/client-iam';
import { AttachUserPolicy$ } from '@aws-sdk/client-iam';
import type { WriteOperation } from '../../../operation.ts';
import { attachPolicy } from '../attachments.ts';
import { arn, userName } from '../constraints.ts';
import { boundedAccess } from '../policy-holders.ts';

export const AttachUserPolicy: WriteOperation<AttachUserPolicyRequest, object> = {
  schema: AttachUserPolicy$,
  constraints: { UserName: userName, PolicyArn: arn },
  access: (input, context) =>
    boundedAccess(context, 'iam:AttachUserPolicy', {
      kind: 'user',
      name: input.UserName,
      context: { 'iam:policyarn': input.PolicyArn },
    }),
  mode: 'write',
  async handle(input, context) {
    await attachPolicy(context, { kind: 'user', name: input.UserName }, input);
    return {};
  },
};
