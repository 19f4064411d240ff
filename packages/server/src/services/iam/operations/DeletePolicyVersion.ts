/** Page: IAM API Reference "DeletePolicyVersion". */
import type { DeletePolicyVersionRequest } from '@aws-sdk/client-iam';
import { DeleteConflictException$, DeletePolicyVersion$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { putManagedPolicy } from '../../../data/managed-policies.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn, policyVersionId } from '../constraints.ts';
import { changeablePolicy, noSuchVersion, policyAccess } from '../managed-policies.ts';

export const DeletePolicyVersion: WriteOperation<DeletePolicyVersionRequest, object> = {
  schema: DeletePolicyVersion$,
  constraints: { PolicyArn: arn, VersionId: policyVersionId },
  access: (input, context) => policyAccess(context, 'iam:DeletePolicyVersion', input.PolicyArn),
  mode: 'write',
  async handle(input, context) {
    const { PolicyArn: policyArn = '', VersionId: versionId = '' } = input;
    const missing = noSuchVersion(policyArn, versionId);
    const request = { action: 'iam:DeletePolicyVersion', arn: policyArn, missing };
    const policy = await changeablePolicy(context, request);
    if (versionId === policy.defaultVersionId) {
      throw fail(DeleteConflictException$, 'Cannot delete the default version of a policy.');
    }
    const versions = policy.versions.filter((version) => version.versionId !== versionId);
    if (versions.length === policy.versions.length) throw missing;
    putManagedPolicy(context.tx, { ...policy, versions });
    return {};
  },
};
