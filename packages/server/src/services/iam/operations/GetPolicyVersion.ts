/** Page: IAM API Reference "GetPolicyVersion". The document is URL-encoded after RFC 3986. */
import type { GetPolicyVersionRequest, GetPolicyVersionResponse } from '@aws-sdk/client-iam';
import { GetPolicyVersion$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn, policyVersionId } from '../constraints.ts';
import {
  findPolicy,
  noSuchVersion,
  policyAccess,
  policyArnParts,
  versionWithDocument,
} from '../managed-policies.ts';

export const GetPolicyVersion: ReadOperation<GetPolicyVersionRequest, GetPolicyVersionResponse> = {
  schema: GetPolicyVersion$,
  constraints: { PolicyArn: arn, VersionId: policyVersionId },
  access: (input, context) => policyAccess(context, 'iam:GetPolicyVersion', input.PolicyArn),
  mode: 'read',
  async handle(input, context) {
    const { PolicyArn: policyArn = '', VersionId: versionId = '' } = input;
    policyArnParts(policyArn);
    const policy = await findPolicy(context, policyArn);
    const version = policy?.versions.find((known) => known.versionId === versionId);
    if (policy === undefined || version === undefined) throw noSuchVersion(policyArn, versionId);
    return { PolicyVersion: versionWithDocument(policy, version) };
  },
};
