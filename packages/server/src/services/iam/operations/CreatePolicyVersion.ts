/** Page: IAM API Reference "CreatePolicyVersion"; IAM UG "Versioning IAM policies". */
import type { CreatePolicyVersionRequest, CreatePolicyVersionResponse } from '@aws-sdk/client-iam';
import { CreatePolicyVersion$, LimitExceededException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { putManagedPolicy } from '../../../data/managed-policies.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn, policyDocument } from '../constraints.ts';
import {
  changeablePolicy,
  notAttachable,
  policyAccess,
  versionToWire,
} from '../managed-policies.ts';
import { checkManagedPolicy } from '../policy-documents.ts';
import { quotas } from '../quotas.ts';

export const CreatePolicyVersion: WriteOperation<
  CreatePolicyVersionRequest,
  CreatePolicyVersionResponse
> = {
  schema: CreatePolicyVersion$,
  constraints: { PolicyArn: arn, PolicyDocument: policyDocument },
  access: (input, context) => policyAccess(context, 'iam:CreatePolicyVersion', input.PolicyArn),
  mode: 'write',
  async handle(input, context) {
    const { PolicyArn: policyArn = '', PolicyDocument: document = '' } = input;
    const policy = await changeablePolicy(context, {
      action: 'iam:CreatePolicyVersion',
      arn: policyArn,
      missing: notAttachable(policyArn),
    });
    checkManagedPolicy(document);
    if (policy.versions.length >= quotas.VersionsPerPolicy) {
      throw fail(
        LimitExceededException$,
        `A managed policy can have up to ${quotas.VersionsPerPolicy} versions. Before you create ` +
          'a new version, you must delete an existing version.',
      );
    }
    const { nowMs } = context;
    const version = { versionId: `v${policy.nextVersionNumber}`, document, createdAtMs: nowMs };
    const changed = {
      ...policy,
      versions: [...policy.versions, version],
      nextVersionNumber: policy.nextVersionNumber + 1,
      updatedAtMs: nowMs,
      defaultVersionId: input.SetAsDefault ? version.versionId : policy.defaultVersionId,
    };
    putManagedPolicy(context.tx, changed);
    return { PolicyVersion: versionToWire(changed, version) };
  },
};
