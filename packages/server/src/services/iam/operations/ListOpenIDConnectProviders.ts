/** Page: IAM API Reference "ListOpenIDConnectProviders" (all of them: there are no pages). */
import type { ListOpenIDConnectProvidersResponse } from '@aws-sdk/client-iam';
import { ListOpenIDConnectProviders$ } from '@aws-sdk/client-iam';
import { listOidcProviders, oidcProviderArn } from '../../../data/oidc-providers.ts';
import type { ReadOperation } from '../../../operation.ts';
import { ownerOf } from '../entities.ts';

export const ListOpenIDConnectProviders: ReadOperation<object, ListOpenIDConnectProvidersResponse> =
  {
    schema: ListOpenIDConnectProviders$,
    access(_input, context) {
      const resource = oidcProviderArn(ownerOf(context), '*');
      return [{ action: 'iam:ListOpenIDConnectProviders', resource }];
    },
    mode: 'read',
    async handle(_input, context) {
      const owner = ownerOf(context);
      const providers = await listOidcProviders(context.tx, owner.accountId);
      const entries = providers.map(({ url }) => ({ Arn: oidcProviderArn(owner, url) }));
      return { OpenIDConnectProviderList: entries };
    },
  };
