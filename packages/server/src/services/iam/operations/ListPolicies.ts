/**
 * Page: IAM API Reference "ListPolicies". The account's own policies come first, then those AWS
 * manages, each ordered by name.
 */
import type { ListPoliciesRequest, ListPoliciesResponse, Policy } from '@aws-sdk/client-iam';
import { ListPolicies$ } from '@aws-sdk/client-iam';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { paging, pathPrefix } from '../constraints.ts';
import { pathAccess } from '../entities.ts';
import { policyToWire } from '../managed-policies.ts';
import { pageEnd, pageStart } from '../paging.ts';
import type { PolicyQuery } from '../policy-listing.ts';
import { listPolicies, usageFilter } from '../policy-listing.ts';

async function queryOf(input: ListPoliciesRequest, context: ReadContext): Promise<PolicyQuery> {
  const { Scope: scope = 'All' } = input;
  return {
    own: scope !== 'AWS',
    aws: scope !== 'Local',
    pathPrefix: input.PathPrefix ?? '/',
    keeps: await usageFilter(context, {
      onlyAttached: input.OnlyAttached ?? false,
      usage: input.PolicyUsageFilter,
    }),
  };
}

export const ListPolicies: ReadOperation<ListPoliciesRequest, ListPoliciesResponse> = {
  schema: ListPolicies$,
  constraints: {
    Scope: { enum: ['All', 'AWS', 'Local'] },
    PathPrefix: pathPrefix,
    PolicyUsageFilter: { enum: ['PermissionsPolicy', 'PermissionsBoundary'] },
    ...paging,
  },
  access(input, context) {
    const { PathPrefix: prefix = '/' } = input;
    const below = pathAccess(context, 'policy', prefix);
    return [{ action: 'iam:ListPolicies', ...below, resourceName: `policy path ${prefix}` }];
  },
  mode: 'read',
  async handle(input, context) {
    const query = await queryOf(input, context);
    const page = await listPolicies(context, query, pageStart(input));
    const Policies: Policy[] = page.items.map(({ policy, usage }) => policyToWire(policy, usage));
    return { Policies, ...pageEnd(page.next) };
  },
};
