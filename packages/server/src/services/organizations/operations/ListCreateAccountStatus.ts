/** Page: ORG API Reference "ListCreateAccountStatus". */
import type {
  ListCreateAccountStatusRequest,
  ListCreateAccountStatusResponse,
} from '@aws-sdk/client-organizations';
import { ListCreateAccountStatus$ } from '@aws-sdk/client-organizations';
import { listAccountCreations } from '../../../data/account-creations.ts';
import { managedOrganization } from '../membership.ts';
import { accountCreationOutput } from '../outputs.ts';
import { nextToken, pageAfter, pageConstraints, pageLimit } from '../paging.ts';
import type { ReadOperation } from '../../../operation.ts';

/** More requests than an organization makes. */
const creationsMax = 20_000;

export const ListCreateAccountStatus: ReadOperation<
  ListCreateAccountStatusRequest,
  ListCreateAccountStatusResponse
> = {
  schema: ListCreateAccountStatus$,
  constraints: pageConstraints,
  access: () => [{ action: 'organizations:ListCreateAccountStatus', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const after = pageAfter(input);
    const creations = await listAccountCreations(context.tx, organization.id, {
      limit: creationsMax,
      ...(after === undefined ? {} : { after }),
    });
    const states = input.States ?? [];
    const wanted = creations.filter(({ state }) => states.length === 0 || states.includes(state));
    const limit = pageLimit(input);
    const shown = wanted.slice(0, limit);
    const last = shown.at(-1);
    return {
      CreateAccountStatuses: shown.map(accountCreationOutput),
      ...(wanted.length > limit && last !== undefined ? { NextToken: nextToken(last.id) } : {}),
    };
  },
};
