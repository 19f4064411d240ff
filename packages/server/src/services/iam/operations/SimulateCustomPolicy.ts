/**
 * Page: IAM API Reference "SimulateCustomPolicy". Only the given policies count as identity
 * policies.
 */
import type { SimulateCustomPolicyRequest, SimulatePolicyResponse } from '@aws-sdk/client-iam';
import { SimulateCustomPolicy$ } from '@aws-sdk/client-iam';
import { simulate } from '../../../authorize/simulate.ts';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { policyDocument } from '../constraints.ts';
import { nobody, simulatedPrincipal } from '../simulated-principals.ts';
import {
  compileInput,
  inputOrigin,
  inputOverrides,
  invalidInput,
  simulationConstraints,
  simulationPage,
} from '../simulation.ts';

/** The user whom a resource policy may name; without one, nobody in particular. */
async function customCaller(context: ReadContext, input: SimulateCustomPolicyRequest) {
  if (input.CallerArn === undefined) {
    if (input.ResourcePolicy === undefined) return nobody(context);
    throw invalidInput('A ResourcePolicy needs the CallerArn of the user to simulate.');
  }
  return (await simulatedPrincipal(context, input.CallerArn)).caller;
}

export const SimulateCustomPolicy: ReadOperation<
  SimulateCustomPolicyRequest,
  SimulatePolicyResponse
> = {
  schema: SimulateCustomPolicy$,
  constraints: { ...simulationConstraints, PolicyInputList: { items: policyDocument } },
  access: () => [{ action: 'iam:SimulateCustomPolicy', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const caller = await customCaller(context, input);
    const identity = compileInput(
      input.PolicyInputList ?? [],
      'session',
      inputOrigin('identity', 'PolicyInputList'),
    );
    const scpLevels = input.OrderedOrganizationPolicyInputList?.map((level, index) =>
      compileInput(
        level.ServiceControlPolicyInputList ?? [],
        'scp',
        inputOrigin('scp', `OrderedOrganizationPolicyInputList.${index + 1}`),
      ),
    );
    const overrides = {
      ...inputOverrides(input),
      identity: () => identity,
      ...(scpLevels === undefined ? {} : { scpLevels }),
    };
    return simulationPage(input, (item) => simulate(context, caller, { item, overrides }));
  },
};
