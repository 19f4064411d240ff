/**
 * Page: IAM API Reference "SetDefaultPolicyVersion". In force for the next request of whoever has
 * the policy.
 */
import type { SetDefaultPolicyVersionRequest } from '@aws-sdk/client-iam';
import { SetDefaultPolicyVersion$ } from '@aws-sdk/client-iam';
import { putManagedPolicy } from '../../../data/managed-policies.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn, policyVersionId } from '../constraints.ts';
import { changeablePolicy, noSuchVersion, policyAccess } from '../managed-policies.ts';

export const SetDefaultPolicyVersion: WriteOperation<SetDefaultPolicyVersionRequest, object> = {
  schema: SetDefaultPolicyVersion$,
  constraints: { PolicyArn: arn, VersionId: policyVersionId },
  access: (input, context) => policyAccess(context, 'iam:SetDefaultPolicyVersion', input.PolicyArn),
  mode: 'write',
  async handle(input, context) {
    const { PolicyArn: policyArn = '', VersionId: versionId = '' } = input;
    const missing = noSuchVersion(policyArn, versionId);
    const request = { action: 'iam:SetDefaultPolicyVersion', arn: policyArn, missing };
    const policy = await changeablePolicy(context, request);
    if (!policy.versions.some((version) => version.versionId === versionId)) throw missing;
    putManagedPolicy(context.tx, { ...policy, defaultVersionId: versionId });
    return {};
  },
};
