/** `/iam/add-identity-provider`. Page: IAM UG "Identity providers and federation into AWS". */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import Tiles from '@cloudscape-design/components/tiles';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { ProviderKind } from '../../api/iam/identity-providers.ts';
import { useAddProvider } from '../../api/iam/identity-providers.ts';
import type { TagText } from '../../api/iam/user-changes.ts';
import { FormPage } from '../../forms/form-page.tsx';
import { TagFields, tagsHaveFault } from '../../forms/iam/tag-fields.tsx';
import type { OidcDetails } from '../../forms/identity-provider/oidc-fields.tsx';
import { OidcFields, oidcHasFault } from '../../forms/identity-provider/oidc-fields.tsx';
import type { SamlDetails } from '../../forms/identity-provider/saml-fields.tsx';
import { SamlFields, samlHasFault } from '../../forms/identity-provider/saml-fields.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';

const kinds: readonly { value: ProviderKind; label: string; description: string }[] = [
  {
    value: 'saml',
    label: 'SAML',
    description: 'Trust a directory that speaks SAML 2.0, such as Active Directory or Shibboleth.',
  },
  {
    value: 'oidc',
    label: 'OpenID Connect',
    description: 'Trust a service that issues OpenID Connect tokens, such as GitHub Actions.',
  },
];

function useForm() {
  const [kind, setKind] = useState<ProviderKind>('saml');
  const [oidc, setOidc] = useState<OidcDetails>({ url: '', audiences: [], thumbprints: [] });
  const [saml, setSaml] = useState<SamlDetails>({ name: '', metadata: '' });
  const [tags, setTags] = useState<readonly TagText[]>([]);
  const [isShowingFaults, showFaults] = useState(false);
  const hasFault = kind === 'oidc' ? oidcHasFault(oidc) : samlHasFault(saml);
  const entered = { kind, setKind, oidc, setOidc, saml, setSaml, tags, setTags };
  return { ...entered, isShowingFaults, showFaults, hasFault: hasFault || tagsHaveFault(tags) };
}

function Command({ kind, oidc, saml }: ReturnType<typeof useForm>): JSX.Element {
  return kind === 'oidc' ? (
    <AwsCommand
      command="iam create-open-id-connect-provider"
      options={{
        '--url': oidc.url,
        '--client-id-list': oidc.audiences,
        '--thumbprint-list': oidc.thumbprints,
      }}
    />
  ) : (
    <AwsCommand
      command="iam create-saml-provider"
      options={{ '--name': saml.name, '--saml-metadata-document': 'file://metadata.xml' }}
    />
  );
}

export function AddIdentityProviderPage(): JSX.Element {
  const form = useForm();
  const { kind, oidc, saml, tags, isShowingFaults } = form;
  const { mutate, error, isPending } = useAddProvider();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const submit = (): void => {
    form.showFaults(true);
    if (form.hasFault) return;
    mutate(kind === 'oidc' ? { kind, ...oidc, tags } : { kind, ...saml, tags }, {
      onSuccess: (arn) => {
        notify({
          type: 'success',
          content: `Added provider ${kind === 'oidc' ? oidc.url : saml.name}.`,
        });
        void navigate(paths.identityProvider(arn));
      },
    });
  };
  return (
    <ContentLayout header={<Header variant="h1">Add identity provider</Header>}>
      <FormPage
        action="Add provider"
        error={error}
        errorHeader="Provider not added"
        isRunning={isPending}
        cancelHref={paths.identityProviders()}
        onSubmit={submit}
      >
        <Container header={<Header variant="h2">Provider type</Header>}>
          <Tiles
            ariaLabel="Provider type"
            columns={2}
            value={kind}
            items={[...kinds]}
            onChange={({ detail }) => form.setKind(detail.value as ProviderKind)}
          />
        </Container>
        {kind === 'oidc' ? (
          <OidcFields details={oidc} onChange={form.setOidc} isShowingFaults={isShowingFaults} />
        ) : (
          <SamlFields details={saml} onChange={form.setSaml} isShowingFaults={isShowingFaults} />
        )}
        <Container header={<Header variant="h2">Tags - optional</Header>}>
          <TagFields tags={tags} onChange={form.setTags} />
        </Container>
        <Command {...form} />
      </FormPage>
    </ContentLayout>
  );
}
