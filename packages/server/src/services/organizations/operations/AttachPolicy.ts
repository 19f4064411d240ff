/** Page: ORG API Reference "AttachPolicy". */
import type { AttachPolicyRequest } from '@aws-sdk/client-organizations';
import { AttachPolicy$ } from '@aws-sdk/client-organizations';
import { putNode } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { policyAccess, policyNamed } from '../policies.ts';
import { checkAttachment } from '../policy-attachments.ts';
import type { WriteOperation } from '../../../operation.ts';

export const AttachPolicy: WriteOperation<AttachPolicyRequest, object> = {
  schema: AttachPolicy$,
  access: async (input, context) => {
    const action = 'organizations:AttachPolicy';
    return [
      { action, ...(await policyAccess(context, input.PolicyId)) },
      { action, ...(await nodeAccess(context, input.TargetId)) },
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const policy = await policyNamed(tx, organization, input.PolicyId);
    const node = await nodeAt(tx, organization, { place: 'target', id: input.TargetId });
    await checkAttachment(tx, organization, { policy, node });
    putNode(tx, { ...node, policyIds: [...node.policyIds, policy.id] }, node);
    return {};
  },
};
