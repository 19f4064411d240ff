/** Page: IAM API Reference "SimulatePrincipalPolicy". The live policies, and those given besides. */
import type { SimulatePolicyResponse, SimulatePrincipalPolicyRequest } from '@aws-sdk/client-iam';
import { SimulatePrincipalPolicy$ } from '@aws-sdk/client-iam';
import type { PolicySet } from '@hallpass/policy';
import { compilePolicies } from '@hallpass/policy';
import { simulate } from '../../../authorize/simulate.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { policyDocument } from '../constraints.ts';
import type { SimulatedPrincipal } from '../simulated-principals.ts';
import { simulatedPrincipal, simulationAccess } from '../simulated-principals.ts';
import {
  compileInput,
  inputOrigin,
  inputOverrides,
  simulationConstraints,
  simulationPage,
} from '../simulation.ts';

/** Another caller than the source of the policies, for the Principal element of a resource policy. */
async function principalCaller(
  context: ReadContext,
  source: SimulatedPrincipal,
  callerArn: string | undefined,
) {
  if (callerArn === undefined) return source.caller;
  return (await simulatedPrincipal(context, callerArn)).caller;
}

export const SimulatePrincipalPolicy: ReadOperation<
  SimulatePrincipalPolicyRequest,
  SimulatePolicyResponse
> = {
  schema: SimulatePrincipalPolicy$,
  constraints: {
    ...simulationConstraints,
    PolicySourceArn: { length: [20, 2048] },
    PolicyInputList: { items: policyDocument },
  },
  access: async (input, context) => [
    {
      action: 'iam:SimulatePrincipalPolicy',
      ...(await simulationAccess(context, input.PolicySourceArn)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const source = await simulatedPrincipal(context, input.PolicySourceArn ?? '');
    const caller = await principalCaller(context, source, input.CallerArn);
    const given = compileInput(
      input.PolicyInputList ?? [],
      'session',
      inputOrigin('identity', 'PolicyInputList'),
    );
    const identity = (live: PolicySet | undefined): PolicySet => {
      const own = source.groupIdentity ?? live;
      return compilePolicies([...(own?.policies ?? []), ...given.policies]);
    };
    const overrides = { ...inputOverrides(input), identity };
    return simulationPage(input, (item) => simulate(context, caller, { item, overrides }));
  },
};
