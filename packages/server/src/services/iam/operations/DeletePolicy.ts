/**
 * Page: IAM API Reference "DeletePolicy". Nothing may use it, and only the default version may be
 * left.
 */
import type { DeletePolicyRequest } from '@aws-sdk/client-iam';
import { DeleteConflictException$, DeletePolicy$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { deleteManagedPolicy } from '../../../data/managed-policies.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn } from '../constraints.ts';
import { changeablePolicy, notFound, policyAccess, policyUsage } from '../managed-policies.ts';

export const DeletePolicy: WriteOperation<DeletePolicyRequest, object> = {
  schema: DeletePolicy$,
  constraints: { PolicyArn: arn },
  access: (input, context) => policyAccess(context, 'iam:DeletePolicy', input.PolicyArn),
  mode: 'write',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    const request = { action: 'iam:DeletePolicy', arn: policyArn, missing: notFound(policyArn) };
    const policy = await changeablePolicy(context, request);
    const { attached, boundaries } = await policyUsage(context, policyArn);
    if (attached + boundaries > 0) {
      throw fail(DeleteConflictException$, 'Cannot delete a policy attached to entities.');
    }
    if (policy.versions.length > 1) {
      throw fail(
        DeleteConflictException$,
        'This policy has more than one version. Before you delete a policy, you must delete the ' +
          "policy's versions. The default version is deleted with the policy.",
      );
    }
    deleteManagedPolicy(context.tx, policy);
    return {};
  },
};
