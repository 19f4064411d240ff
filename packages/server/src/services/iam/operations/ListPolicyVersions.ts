/** Page: IAM API Reference "ListPolicyVersions". Newest first, as recorded from AWS. */
import type { ListPolicyVersionsRequest, ListPolicyVersionsResponse } from '@aws-sdk/client-iam';
import { ListPolicyVersions$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn, paging } from '../constraints.ts';
import type { ManagedPolicyVersion } from '../managed-policies.ts';
import {
  findPolicy,
  notAttachable,
  policyAccess,
  policyArnParts,
  versionToWire,
} from '../managed-policies.ts';
import { pageOf } from '../paging.ts';

const numberMax = 9_999_999_999;

/** Keys that sort later versions before earlier ones. */
function newestFirst({ versionId }: ManagedPolicyVersion): string {
  return String(numberMax - Number.parseInt(versionId.slice(1), 10)).padStart(10, '0');
}

export const ListPolicyVersions: ReadOperation<
  ListPolicyVersionsRequest,
  ListPolicyVersionsResponse
> = {
  schema: ListPolicyVersions$,
  constraints: { PolicyArn: arn, ...paging },
  access: (input, context) => policyAccess(context, 'iam:ListPolicyVersions', input.PolicyArn),
  mode: 'read',
  async handle(input, context) {
    const policyArn = input.PolicyArn ?? '';
    policyArnParts(policyArn);
    const policy = await findPolicy(context, policyArn);
    if (policy === undefined) throw notAttachable(policyArn);
    const { items, ...page } = pageOf(policy.versions, input, newestFirst);
    return { Versions: items.map((version) => versionToWire(policy, version)), ...page };
  },
};
