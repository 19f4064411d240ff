/** An OpenID Connect provider: audiences, thumbprints, roles, tags. */
import type { JSX } from 'react';
import {
  useChangeOidcProvider,
  useOidcProviderQuery,
} from '../../../api/iam/identity-providers.ts';
import { TagsContainer } from '../../../forms/iam/tags-container.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { PageLoading } from '../../../ui/page-loading.tsx';
import { Moment } from '../../../ui/time-text.tsx';
import { Audiences } from './audiences.tsx';
import { ProviderLayout } from './provider-layout.tsx';
import { Thumbprints } from './thumbprints.tsx';
import { TrustingRoles } from './trusting-roles.tsx';

export function OidcProvider({ arn }: { readonly arn: string }): JSX.Element {
  const { data, error, isPending, refetch } = useOidcProviderQuery(arn);
  const { mutateAsync, error: failure, isPending: isSaving } = useChangeOidcProvider(arn);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  const { Tags: tags = [], ThumbprintList: thumbprints = [] } = data;
  return (
    <ProviderLayout
      arn={arn}
      summary={[
        { label: 'Provider type', value: 'OpenID Connect' },
        { label: 'Provider URL', value: `https://${data.Url ?? ''}` },
        { label: 'Creation time', value: <Moment date={data.CreateDate} /> },
      ]}
      tabs={[
        { id: 'audiences', label: 'Audiences', content: <Audiences arn={arn} /> },
        {
          id: 'thumbprints',
          label: 'Endpoint verification',
          content: <Thumbprints arn={arn} thumbprints={thumbprints} />,
        },
        { id: 'roles', label: 'Roles', content: <TrustingRoles arn={arn} /> },
        {
          id: 'tags',
          label: 'Tags',
          content: (
            <TagsContainer
              tags={tags}
              error={null}
              failure={failure}
              isSaving={isSaving}
              save={(wanted) => mutateAsync({ kind: 'tag', former: tags, tags: wanted })}
            />
          ),
        },
      ]}
      command={
        <AwsCommand
          command="iam get-open-id-connect-provider"
          options={{ '--open-id-connect-provider-arn': arn }}
        />
      }
    />
  );
}
