/** Page: IAM API Reference "GetOpenIDConnectProvider" (the URL comes without `https://`). */
import type {
  GetOpenIDConnectProviderRequest,
  GetOpenIDConnectProviderResponse,
} from '@aws-sdk/client-iam';
import { GetOpenIDConnectProvider$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { arn } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed } from '../oidc-providers.ts';
import { tagsToWire } from '../tagging.ts';

export const GetOpenIDConnectProvider: ReadOperation<
  GetOpenIDConnectProviderRequest,
  GetOpenIDConnectProviderResponse
> = {
  schema: GetOpenIDConnectProvider$,
  constraints: { OpenIDConnectProviderArn: arn },
  async access(input, context) {
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:GetOpenIDConnectProvider', ...provider }];
  },
  mode: 'read',
  async handle(input, context) {
    const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
    return {
      Url: provider.url,
      ClientIDList: [...provider.clientIds],
      ThumbprintList: [...provider.thumbprints],
      CreateDate: new Date(provider.createdAtMs),
      Tags: tagsToWire(provider.tags),
    };
  },
};
