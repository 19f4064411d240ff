/** Page: IAM API Reference "UntagOpenIDConnectProvider". */
import type { UntagOpenIDConnectProviderRequest } from '@aws-sdk/client-iam';
import { UntagOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import { putOidcProvider } from '../../../data/oidc-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withoutCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { arn, tagKeys } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';

export const UntagOpenIDConnectProvider: WriteOperation<UntagOpenIDConnectProviderRequest, object> =
  {
    schema: UntagOpenIDConnectProvider$,
    constraints: { OpenIDConnectProviderArn: arn, TagKeys: tagKeys },
    async access(input, context) {
      const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
      const keys = { 'aws:tagkeys': input.TagKeys };
      return [{ action: 'iam:UntagOpenIDConnectProvider', ...provider, context: keys }];
    },
    mode: 'write',
    async handle(input, context) {
      const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
      const kept = withoutCaseSensitiveTags(provider.tags, input.TagKeys);
      putOidcProvider(context.tx, { ...provider, tags: kept });
      return {};
    },
  };
