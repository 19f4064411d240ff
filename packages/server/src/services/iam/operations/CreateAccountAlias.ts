/**
 * Page: IAM API Reference "CreateAccountAlias": unique among all accounts; a new one replaces the
 * old.
 */
import type { CreateAccountAliasRequest } from '@aws-sdk/client-iam';
import { CreateAccountAlias$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail, failWith } from '@hallpass/wire';
import { findAccountIdByAlias, putAccountAlias } from '../../../data/accounts.ts';
import { isAccountId } from '../../../data/new-account.ts';
import type { WriteOperation } from '../../../operation.ts';
import { accountAlias } from '../constraints.ts';
import { ownAccount } from '../credential-owners.ts';

export const CreateAccountAlias: WriteOperation<CreateAccountAliasRequest, object> = {
  schema: CreateAccountAlias$,
  constraints: { AccountAlias: accountAlias },
  access: () => [{ action: 'iam:CreateAccountAlias', resource: '*' }],
  mode: 'write',
  async handle(input, context) {
    const { AccountAlias: alias = '' } = input;
    if (isAccountId(alias)) {
      throw failWith('ValidationError', 'Account alias cannot be an account number');
    }
    const account = await ownAccount(context);
    const takenBy = await findAccountIdByAlias(context.tx, alias);
    if (takenBy !== undefined && takenBy !== account.id) {
      throw fail(EntityAlreadyExistsException$, `The account alias ${alias} already exists.`);
    }
    putAccountAlias(context.tx, account, alias);
    return {};
  },
};
