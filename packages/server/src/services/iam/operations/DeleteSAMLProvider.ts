/**
 * Page: IAM API Reference "DeleteSAMLProvider". Roles that trust the provider stay as they are, and
 * nobody can assume them.
 */
import type { DeleteSAMLProviderRequest } from '@aws-sdk/client-iam';
import { DeleteSAMLProvider$ } from '@aws-sdk/client-iam';
import { deleteSamlProvider } from '../../../data/saml-providers.ts';
import type { WriteOperation } from '../../../operation.ts';
import { arn } from '../constraints.ts';
import { samlProviderAccess, samlProviderNamed } from '../saml-providers.ts';

export const DeleteSAMLProvider: WriteOperation<DeleteSAMLProviderRequest, object> = {
  schema: DeleteSAMLProvider$,
  constraints: { SAMLProviderArn: arn },
  async access(input, context) {
    const provider = await samlProviderAccess(context, input.SAMLProviderArn);
    return [{ action: 'iam:DeleteSAMLProvider', ...provider }];
  },
  mode: 'write',
  async handle(input, context) {
    deleteSamlProvider(context.tx, await samlProviderNamed(context, input.SAMLProviderArn ?? ''));
    return {};
  },
};
