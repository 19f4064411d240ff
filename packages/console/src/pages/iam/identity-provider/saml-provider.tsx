/** A SAML provider: its metadata document, encryption, roles, tags. */
import type { JSX } from 'react';
import {
  useChangeSamlProvider,
  useSamlProviderQuery,
} from '../../../api/iam/identity-providers.ts';
import { TagsContainer } from '../../../forms/iam/tags-container.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { CopyText } from '../../../ui/copy-text.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { PageLoading } from '../../../ui/page-loading.tsx';
import { Moment } from '../../../ui/time-text.tsx';
import { Encryption } from './encryption.tsx';
import { Metadata } from './metadata.tsx';
import { ProviderLayout } from './provider-layout.tsx';
import { TrustingRoles } from './trusting-roles.tsx';

export function SamlProvider({ arn }: { readonly arn: string }): JSX.Element {
  const { data, error, isPending, isFetching, refetch } = useSamlProviderQuery(arn);
  const { mutateAsync, error: failure, isPending: isSaving } = useChangeSamlProvider(arn);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  const { Tags: tags = [], PrivateKeyList: keys = [], SAMLProviderUUID: uuid = '' } = data;
  const tagsTab = (
    <TagsContainer
      tags={tags}
      error={null}
      failure={failure}
      isSaving={isSaving}
      save={(wanted) => mutateAsync({ kind: 'tag', former: tags, tags: wanted })}
    />
  );
  const encryption = (
    <Encryption
      arn={arn}
      mode={data.AssertionEncryptionMode ?? 'Allowed'}
      keys={keys}
      isFetching={isFetching}
      onRefresh={() => void refetch()}
    />
  );
  return (
    <ProviderLayout
      arn={arn}
      summary={[
        { label: 'Provider type', value: 'SAML' },
        { label: 'Creation time', value: <Moment date={data.CreateDate} /> },
        { label: 'Valid until', value: <Moment date={data.ValidUntil} /> },
        { label: 'Provider ID', value: <CopyText text={uuid} label="Provider ID" /> },
      ]}
      tabs={[
        {
          id: 'metadata',
          label: 'Metadata',
          content: <Metadata arn={arn} document={data.SAMLMetadataDocument ?? ''} />,
        },
        { id: 'encryption', label: 'SAML encryption', content: encryption },
        { id: 'roles', label: 'Roles', content: <TrustingRoles arn={arn} /> },
        { id: 'tags', label: 'Tags', content: tagsTab },
      ]}
      command={
        <AwsCommand command="iam get-saml-provider" options={{ '--saml-provider-arn': arn }} />
      }
    />
  );
}
