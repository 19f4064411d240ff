/**
 * Page: IAM API Reference "SetSecurityTokenServicePreferences".
 *
 * DEVIATION: the preference is kept and GetAccountSummary tells it, but tokens of either version
 * are valid in every Region here; AWS accepts those of version 1 only in Regions that are on by
 * default.
 */
import type { SetSecurityTokenServicePreferencesRequest } from '@aws-sdk/client-iam';
import { SetSecurityTokenServicePreferences$ } from '@aws-sdk/client-iam';
import { putAccount } from '../../../data/accounts.ts';
import type { WriteOperation } from '../../../operation.ts';
import { ownAccount } from '../credential-owners.ts';

export const SetSecurityTokenServicePreferences: WriteOperation<
  SetSecurityTokenServicePreferencesRequest,
  object
> = {
  schema: SetSecurityTokenServicePreferences$,
  constraints: { GlobalEndpointTokenVersion: { enum: ['v1Token', 'v2Token'] } },
  access: () => [{ action: 'iam:SetSecurityTokenServicePreferences', resource: '*' }],
  mode: 'write',
  async handle(input, context) {
    const account = await ownAccount(context);
    const version = input.GlobalEndpointTokenVersion === 'v2Token' ? 2 : 1;
    putAccount(context.tx, { ...account, globalEndpointTokenVersion: version });
    return {};
  },
};
