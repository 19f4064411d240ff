/** Page: ORG API Reference "MoveAccount". SCPs and RCPs of the new place hold from the next request. */
import type { MoveAccountRequest } from '@aws-sdk/client-organizations';
import {
  AccountNotFoundException$,
  DuplicateAccountException$,
  MoveAccount$,
} from '@aws-sdk/client-organizations';
import { fail } from '@hallpass/wire';
import { putNode } from '../../../data/organizations.ts';
import { managedOrganization, nodeAccess } from '../membership.ts';
import { nodeAt } from '../nodes.ts';
import type { WriteOperation } from '../../../operation.ts';

export const MoveAccount: WriteOperation<MoveAccountRequest, object> = {
  schema: MoveAccount$,
  access: async (input, context) => {
    const action = 'organizations:MoveAccount';
    return [
      { action, ...(await nodeAccess(context, input.AccountId)) },
      { action, ...(await nodeAccess(context, input.SourceParentId)) },
      { action, ...(await nodeAccess(context, input.DestinationParentId)) },
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const organization = await managedOrganization(context);
    const { tx } = context;
    const account = await nodeAt(tx, organization, { place: 'account', id: input.AccountId });
    const source = await nodeAt(tx, organization, { place: 'source', id: input.SourceParentId });
    const destination = await nodeAt(tx, organization, {
      place: 'destination',
      id: input.DestinationParentId,
    });
    if (account.parentId === destination.id) {
      throw fail(
        DuplicateAccountException$,
        'That account is already present in the specified destination.',
      );
    }
    if (account.parentId !== source.id) {
      throw fail(AccountNotFoundException$, "You specified an account that doesn't exist.");
    }
    putNode(tx, { ...account, parentId: destination.id }, account);
    return {};
  },
};
