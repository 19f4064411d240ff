/** Page: IAM API Reference "DeleteAccountPasswordPolicy": back to AWS's own policy. */
import { DeleteAccountPasswordPolicy$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { putAccount } from '../../../data/accounts.ts';
import type { WriteOperation } from '../../../operation.ts';
import { ownAccount } from '../credential-owners.ts';

export const DeleteAccountPasswordPolicy: WriteOperation<object, object> = {
  schema: DeleteAccountPasswordPolicy$,
  access: () => [{ action: 'iam:DeleteAccountPasswordPolicy', resource: '*' }],
  mode: 'write',
  async handle(_input, context) {
    const { passwordPolicy, ...account } = await ownAccount(context);
    if (passwordPolicy === undefined) {
      throw fail(
        NoSuchEntityException$,
        'The account policy with name PasswordPolicy cannot be found.',
      );
    }
    putAccount(context.tx, account);
    return {};
  },
};
