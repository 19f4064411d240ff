/**
 * Page: IAM API Reference "CreateOpenIDConnectProvider". Opens its own transactions, since it may
 * have to ask the issuer for its thumbprint.
 */
import type {
  CreateOpenIDConnectProviderRequest,
  CreateOpenIDConnectProviderResponse,
} from '@aws-sdk/client-iam';
import { CreateOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import { oidcProviderArn, putOidcProvider } from '../../../data/oidc-providers.ts';
import type { OwnOperation } from '../../../operation.ts';
import { caseSensitiveTagsOf } from '../case-sensitive-tags.ts';
import { clientId, oidcUrl, tags, thumbprints } from '../constraints.ts';
import { ownerOf } from '../entities.ts';
import { readOwn } from '../login-profiles.ts';
import {
  checkNewOidcProvider,
  clientIdsOf,
  issuerUrlOf,
  thumbprintsOf,
  urlWithoutScheme,
} from '../oidc-providers.ts';
import { requestTagsOf, tagsMember } from '../tagging.ts';

/** What connects to issuers is loaded when it is needed. */
async function askedThumbprint(url: string): Promise<string> {
  const { findThumbprint } = await import('../oidc-thumbprint.ts');
  return findThumbprint(`https://${url}`);
}

export const CreateOpenIDConnectProvider: OwnOperation<
  CreateOpenIDConnectProviderRequest,
  CreateOpenIDConnectProviderResponse
> = {
  schema: CreateOpenIDConnectProvider$,
  constraints: {
    Url: oidcUrl,
    ClientIDList: { items: { ...clientId, nullable: true } },
    ThumbprintList: thumbprints,
    Tags: tags,
  },
  access(input, context) {
    const resource = oidcProviderArn(ownerOf(context), urlWithoutScheme(input.Url ?? ''));
    const requestTags = requestTagsOf(input.Tags);
    const create = { action: 'iam:CreateOpenIDConnectProvider', resource, requestTags };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagOpenIDConnectProvider', resource, requestTags }];
  },
  mode: 'own',
  async handle(input, context) {
    const owner = ownerOf(context);
    const url = issuerUrlOf(input.Url ?? '');
    const providerTags = caseSensitiveTagsOf(input.Tags);
    const given = thumbprintsOf(input.ThumbprintList);
    const clientIds = clientIdsOf(input.ClientIDList);
    await readOwn(context, (reading) => checkNewOidcProvider(reading, url));
    const found = given.length > 0 ? given : [await askedThumbprint(url)];
    return context.server.metadata.transact(async (tx) => {
      await checkNewOidcProvider({ ...context, tx }, url);
      putOidcProvider(tx, {
        accountId: owner.accountId,
        url,
        clientIds,
        thumbprints: found,
        createdAtMs: context.nowMs,
        tags: providerTags,
      });
      return { OpenIDConnectProviderArn: oidcProviderArn(owner, url), ...tagsMember(providerTags) };
    });
  },
};
