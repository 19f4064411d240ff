/** Page: ORG API Reference "DisablePolicyType". Detaches every policy of the type, as AWS does. */
import type {
  DisablePolicyTypeRequest,
  DisablePolicyTypeResponse,
} from '@aws-sdk/client-organizations';
import { DisablePolicyType$, PolicyTypeNotEnabledException$ } from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { rootOutput } from '../outputs.ts';
import { anyPolicyType, disablePolicyType, policyTypeKey, policyTypeOf } from '../policy-types.ts';
import type { WriteOperation } from '../../../operation.ts';

export const DisablePolicyType: WriteOperation<
  DisablePolicyTypeRequest,
  DisablePolicyTypeResponse
> = {
  schema: DisablePolicyType$,
  constraints: { PolicyType: anyPolicyType },
  access: async (input, context) => [
    {
      action: 'organizations:DisablePolicyType',
      ...(await nodeAccess(context, input.RootId)),
      context: policyTypeKey(input.PolicyType),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    await nodeAt(context.tx, organization, { place: 'root', id: input.RootId });
    const type = policyTypeOf(organization, input.PolicyType);
    if (!organization.enabledPolicyTypes.includes(type)) {
      throw fail(
        PolicyTypeNotEnabledException$,
        'This operation can be performed only for enabled policy types.',
      );
    }
    return { Root: rootOutput(await disablePolicyType(context.tx, organization, type)) };
  },
};
