/** Page: IAM API Reference "RemoveClientIDFromOpenIDConnectProvider" (idempotent). */
import type { RemoveClientIDFromOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import { RemoveClientIDFromOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import { putOidcProvider } from '../../../data/oidc-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn, clientId } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';

export const RemoveClientIDFromOpenIDConnectProvider: WriteOperation<
  RemoveClientIDFromOpenIDConnectProviderRequest,
  object
> = {
  schema: RemoveClientIDFromOpenIDConnectProvider$,
  constraints: { OpenIDConnectProviderArn: arn, ClientID: clientId },
  async access(input, context) {
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:RemoveClientIDFromOpenIDConnectProvider', ...provider }];
  },
  mode: 'write',
  async handle(input, context) {
    const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
    const clientIds = provider.clientIds.filter((id) => id !== input.ClientID);
    putOidcProvider(context.tx, { ...provider, clientIds });
    return {};
  },
};
