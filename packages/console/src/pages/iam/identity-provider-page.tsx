/** `/iam/identity-providers/ARN`: a provider of either kind. */
import type { JSX } from 'react';
import { useParams } from 'react-router';
import { providerKind } from '../../api/iam/identity-providers.ts';
import { OidcProvider } from './identity-provider/oidc-provider.tsx';
import { SamlProvider } from './identity-provider/saml-provider.tsx';

export function IdentityProviderPage(): JSX.Element {
  const { providerArn = '' } = useParams();
  return providerKind(providerArn) === 'saml' ? (
    <SamlProvider key={providerArn} arn={providerArn} />
  ) : (
    <OidcProvider key={providerArn} arn={providerArn} />
  );
}
