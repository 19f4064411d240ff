/** Page: ORG API Reference "DeletePolicy". */
import type { DeletePolicyRequest } from '@aws-sdk/client-organizations';
import { DeletePolicy$, PolicyInUseException$ } from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { deleteOrganizationsPolicy, organizationNodes } from '../../../data/organizations.ts';
import { managedOrganization } from '../membership.ts';
import { customPolicy, policyAccess } from '../policies.ts';
import type { WriteOperation } from '../../../operation.ts';

export const DeletePolicy: WriteOperation<DeletePolicyRequest, object> = {
  schema: DeletePolicy$,
  access: async (input, context) => [
    { action: 'organizations:DeletePolicy', ...(await policyAccess(context, input.PolicyId)) },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { id } = await customPolicy(context.tx, organization, input.PolicyId);
    const nodes = await organizationNodes(context.tx, organization.id);
    if (nodes.some((node) => node.policyIds.includes(id))) {
      throw fail(
        PolicyInUseException$,
        'The policy is attached to one or more entities. You must detach it from all roots, OUs, and accounts before performing this operation.',
      );
    }
    deleteOrganizationsPolicy(context.tx, organization.id, id);
    return {};
  },
};
