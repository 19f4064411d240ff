/** Page: ORG API Reference "EnablePolicyType". SCPs and RCPs; other types are not served. */
import type {
  EnablePolicyTypeRequest,
  EnablePolicyTypeResponse,
} from '@aws-sdk/client-organizations';
import {
  EnablePolicyType$,
  PolicyTypeAlreadyEnabledException$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import { rootOutput } from '../outputs.ts';
import { anyPolicyType, enablePolicyType, policyTypeKey, policyTypeOf } from '../policy-types.ts';
import type { WriteOperation } from '../../../operation.ts';

export const EnablePolicyType: WriteOperation<EnablePolicyTypeRequest, EnablePolicyTypeResponse> = {
  schema: EnablePolicyType$,
  constraints: { PolicyType: anyPolicyType },
  access: async (input, context) => [
    {
      action: 'organizations:EnablePolicyType',
      ...(await nodeAccess(context, input.RootId)),
      context: policyTypeKey(input.PolicyType),
    },
  ],
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    await nodeAt(context.tx, organization, { place: 'root', id: input.RootId });
    const type = policyTypeOf(organization, input.PolicyType);
    if (organization.enabledPolicyTypes.includes(type)) {
      throw fail(
        PolicyTypeAlreadyEnabledException$,
        'The specified policy type is already enabled in the specified root.',
      );
    }
    return { Root: rootOutput(await enablePolicyType(context.tx, organization, type)) };
  },
};
