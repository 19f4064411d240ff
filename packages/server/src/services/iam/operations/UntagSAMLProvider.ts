/** Page: IAM API Reference "UntagSAMLProvider". */
import type { UntagSAMLProviderRequest } from '@aws-sdk/client-iam';
import { UntagSAMLProvider$ } from '@aws-sdk/client-iam';
import { putSamlProvider } from '../../../data/saml-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { withoutCaseSensitiveTags } from '../case-sensitive-tags.ts';
import { arn, tagKeys } from '../constraints.ts';
import { samlProviderAccess, samlProviderNamed } from '../saml-providers.ts';

export const UntagSAMLProvider: WriteOperation<UntagSAMLProviderRequest, object> = {
  schema: UntagSAMLProvider$,
  constraints: { SAMLProviderArn: arn, TagKeys: tagKeys },
  async access(input, context) {
    const provider = await samlProviderAccess(context, input.SAMLProviderArn);
    const keys = { 'aws:tagkeys': input.TagKeys };
    return [{ action: 'iam:UntagSAMLProvider', ...provider, context: keys }];
  },
  mode: 'write',
  async handle(input, context) {
    const provider = await samlProviderNamed(context, input.SAMLProviderArn ?? '');
    const kept = withoutCaseSensitiveTags(provider.tags, input.TagKeys);
    putSamlProvider(context.tx, { ...provider, tags: kept });
    return {};
  },
};
