/**
 * Page: IAM API Reference "DeleteOpenIDConnectProvider". The page calls it idempotent; recorded
 * answers do not. Roles that trust the provider stay as they are, and nobody can assume them.
 */
import type { DeleteOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import { DeleteOpenIDConnectProvider$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { deleteOidcProvider } from '../../../data/oidc-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';

export const DeleteOpenIDConnectProvider: WriteOperation<
  DeleteOpenIDConnectProviderRequest,
  object
> = {
  schema: DeleteOpenIDConnectProvider$,
  constraints: { OpenIDConnectProviderArn: arn },
  async access(input, context) {
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:DeleteOpenIDConnectProvider', ...provider }];
  },
  mode: 'write',
  async handle(input, context) {
    const { OpenIDConnectProviderArn: providerArn = '' } = input;
    const message = `OpenId connect Provider ${providerArn} cannot be found.`;
    const missing = fail(NoSuchEntityException$, message);
    deleteOidcProvider(context.tx, await oidcProviderNamed(context, providerArn, missing));
    return {};
  },
};
