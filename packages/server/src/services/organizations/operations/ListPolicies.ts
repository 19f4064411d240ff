/** Page: ORG API Reference "ListPolicies". */
import type { ListPoliciesRequest, ListPoliciesResponse } from '@aws-sdk/client-organizations';
import { ListPolicies$ } from '@aws-sdk/client-organizations';
import { managedOrganization } from '../membership.ts';
import { policySummary } from '../outputs.ts';
import { idPage, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import { allPolicies, policyNamed } from '../policies.ts';
import { anyPolicyType, policyTypeKey, policyTypeOf } from '../policy-types.ts';
import type { ReadOperation } from '../../../operation.ts';

export const ListPolicies: ReadOperation<ListPoliciesRequest, ListPoliciesResponse> = {
  schema: ListPolicies$,
  constraints: { ...pageConstraints, Filter: anyPolicyType },
  access: (input) => [
    { action: 'organizations:ListPolicies', resource: '*', context: policyTypeKey(input.Filter) },
  ],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const type = policyTypeOf(organization, input.Filter);
    const after = pageAfter(input) ?? '';
    const found = (await allPolicies(context.tx, organization, type))
      .map((policy) => policy.id)
      .toSorted()
      .filter((id) => id > after);
    const { ids, ...more } = idPage(found, pageLimit(input));
    const policies = [];
    for (const id of ids) policies.push(await policyNamed(context.tx, organization, id));
    return { Policies: policies.map((policy) => policySummary(organization, policy)), ...more };
  },
};
