/** Page: IAM API Reference "AddClientIDToOpenIDConnectProvider" (idempotent). */
import type { AddClientIDToOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import { AddClientIDToOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import { putOidcProvider } from '../../../data/oidc-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn, clientId } from '../constraints.ts';
import { clientIdsOf, oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';

export const AddClientIDToOpenIDConnectProvider: WriteOperation<
  AddClientIDToOpenIDConnectProviderRequest,
  object
> = {
  schema: AddClientIDToOpenIDConnectProvider$,
  constraints: { OpenIDConnectProviderArn: arn, ClientID: clientId },
  async access(input, context) {
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:AddClientIDToOpenIDConnectProvider', ...provider }];
  },
  mode: 'write',
  async handle(input, context) {
    const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
    const clientIds = clientIdsOf([...provider.clientIds, input.ClientID ?? '']);
    putOidcProvider(context.tx, { ...provider, clientIds });
    return {};
  },
};
