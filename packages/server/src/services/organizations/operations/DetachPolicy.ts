/** Page: ORG API Reference "DetachPolicy". */
import type { DetachPolicyRequest } from '@aws-sdk/client-organizations';
import { DetachPolicy$ } from '@aws-sdk/client-organizations';
import { putNode } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { policyAccess, policyNamed } from '../policies.ts';
import { checkDetachment } from '../policy-attachments.ts';
import type { WriteOperation } from '../../../operation.ts';

export const DetachPolicy: WriteOperation<DetachPolicyRequest, object> = {
  schema: DetachPolicy$,
  access: async (input, context) => {
    const action = 'organizations:DetachPolicy';
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
    await checkDetachment(tx, organization, { policy, node });
    putNode(tx, { ...node, policyIds: node.policyIds.filter((id) => id !== policy.id) }, node);
    return {};
  },
};
