/** Page: IAM API Reference "DeleteAccountAlias". */
import type { DeleteAccountAliasRequest } from '@aws-sdk/client-iam';
import { DeleteAccountAlias$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { putAccountAlias } from '../../../data/accounts.ts';
import type { WriteOperation } from '../../../operation.ts';
import { accountAlias } from '../constraints.ts';
import { ownAccount } from '../credential-owners.ts';

export const DeleteAccountAlias: WriteOperation<DeleteAccountAliasRequest, object> = {
  schema: DeleteAccountAlias$,
  constraints: { AccountAlias: accountAlias },
  access: () => [{ action: 'iam:DeleteAccountAlias', resource: '*' }],
  mode: 'write',
  async handle(input, context) {
    const { AccountAlias: alias = '' } = input;
    const account = await ownAccount(context);
    if (account.alias !== alias) {
      throw fail(NoSuchEntityException$, `The account alias with name ${alias} cannot be found.`);
    }
    putAccountAlias(context.tx, account, undefined);
    return {};
  },
};
