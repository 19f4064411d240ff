/** Page: IAM API Reference "ListSAMLProviders" (all of them: there are no pages). */
import type { ListSAMLProvidersResponse } from '@aws-sdk/client-iam';
import { ListSAMLProviders$ } from '@aws-sdk/client-iam';
import { listSamlProviders, samlProviderArn } from '../../../data/saml-providers.ts';
import type { ReadOperation } from '../../../operation.ts';
import { ownerOf } from '../entities.ts';

export const ListSAMLProviders: ReadOperation<object, ListSAMLProvidersResponse> = {
  schema: ListSAMLProviders$,
  access(_input, context) {
    const resource = samlProviderArn(ownerOf(context), '*');
    return [{ action: 'iam:ListSAMLProviders', resource }];
  },
  mode: 'read',
  async handle(_input, context) {
    const owner = ownerOf(context);
    const providers = await listSamlProviders(context.tx, owner.accountId);
    const entries = providers.map(({ name, validUntilMs, createdAtMs }) => ({
      Arn: samlProviderArn(owner, name),
      ValidUntil: new Date(validUntilMs),
      CreateDate: new Date(createdAtMs),
    }));
    return { SAMLProviderList: entries };
  },
};
