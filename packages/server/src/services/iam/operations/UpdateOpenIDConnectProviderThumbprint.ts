/** Page: IAM API Reference "UpdateOpenIDConnectProviderThumbprint" (replaces the whole list). */
import type { UpdateOpenIDConnectProviderThumbprintRequest } from '@aws-sdk/client-iam';
import { UpdateOpenIDConnectProviderThumbprint$ } from '@aws-sdk/client-iam';
import { putOidcProvider } from '../../../data/oidc-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn, thumbprints } from '../constraints.ts';
import { oidcProviderAccess, oidcProviderNamed, thumbprintsOf } from '../oidc-providers.ts';

export const UpdateOpenIDConnectProviderThumbprint: WriteOperation<
  UpdateOpenIDConnectProviderThumbprintRequest,
  object
> = {
  schema: UpdateOpenIDConnectProviderThumbprint$,
  constraints: { OpenIDConnectProviderArn: arn, ThumbprintList: thumbprints },
  async access(input, context) {
    const provider = await oidcProviderAccess(context, input.OpenIDConnectProviderArn);
    return [{ action: 'iam:UpdateOpenIDConnectProviderThumbprint', ...provider }];
  },
  mode: 'write',
  async handle(input, context) {
    const provider = await oidcProviderNamed(context, input.OpenIDConnectProviderArn ?? '');
    const replaced = thumbprintsOf(input.ThumbprintList);
    putOidcProvider(context.tx, { ...provider, thumbprints: replaced });
    return {};
  },
};
