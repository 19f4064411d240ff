/** `/iam/identity-providers`: OpenID Connect and SAML providers of the account. */
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { ListedProvider, ProviderKind } from '../../api/iam/identity-providers.ts';
import { useOidcProvidersQuery, useSamlProvidersQuery } from '../../api/iam/identity-providers.ts';
import { DeleteProvidersDialog } from '../../forms/identity-provider/delete-providers-dialog.tsx';
import type { IamPaths } from '../../paths/iam-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';

const kinds: Readonly<Record<ProviderKind, string>> = { oidc: 'OpenID Connect', saml: 'SAML' };

const filters = [
  { value: 'all', label: 'All types' },
  { value: 'oidc', label: kinds.oidc },
  { value: 'saml', label: kinds.saml },
];

const columns = (paths: IamPaths): readonly Column<ListedProvider>[] => [
  {
    id: 'name',
    header: 'Provider',
    sortingField: 'name',
    minWidth: 300,
    isRowHeader: true,
    cell: ({ name, arn }) => <TextLink href={paths.identityProvider(arn)}>{name}</TextLink>,
  },
  { id: 'kind', header: 'Type', sortingField: 'kind', cell: ({ kind }) => kinds[kind] },
  {
    id: 'created',
    header: 'Creation time',
    sortingField: 'createdAt',
    cell: ({ createdAt }) => <Moment date={createdAt} />,
  },
  { id: 'arn', header: 'ARN', sortingField: 'arn', isHidden: true, cell: ({ arn }) => arn },
];

/** Both lists as one. Whoever may see only one of them sees that one. */
function useProviders() {
  const oidc = useOidcProvidersQuery();
  const saml = useSamlProvidersQuery();
  const items = useMemo(() => {
    const isLoading = oidc.isPending || saml.isPending;
    const isNothing = oidc.data === undefined && saml.data === undefined;
    return isLoading || isNothing ? undefined : [...(oidc.data ?? []), ...(saml.data ?? [])];
  }, [oidc.data, oidc.isPending, saml.data, saml.isPending]);
  return {
    items,
    error: oidc.error ?? saml.error,
    isFetching: oidc.isFetching || saml.isFetching,
    refetch: () => Promise.all([oidc.refetch(), saml.refetch()]),
  };
}

function KindFilter({
  value,
  onChange,
}: {
  readonly value: string;
  onChange(value: string): void;
}): JSX.Element {
  return (
    <Select
      ariaLabel="Filter by type"
      options={filters}
      selectedOption={filters.find((one) => one.value === value) ?? null}
      onChange={({ detail }) => onChange(detail.selectedOption.value ?? 'all')}
    />
  );
}

export function IdentityProvidersPage(): JSX.Element {
  const { items, error, isFetching, refetch } = useProviders();
  const [filter, setFilter] = useState('all');
  const [doomed, setDoomed] = useState<readonly string[]>([]);
  const paths = useIamPaths();
  const navigate = useNavigate();
  const shownColumns = useMemo(() => columns(paths), [paths]);
  const add = (
    <Button variant="primary" onClick={() => void navigate(paths.addIdentityProvider())}>
      Add provider
    </Button>
  );
  return (
    <SpaceBetween size="s">
      {items !== undefined && error !== null && (
        <ErrorAlert error={error} header="Some providers are not shown" />
      )}
      <ResourceTable
        id="iam-identity-providers"
        title="Identity providers"
        noun={['provider', 'providers']}
        description="People and workloads that sign in elsewhere take on roles that trust their provider."
        columns={shownColumns}
        items={items?.filter(({ kind }) => filter === 'all' || kind === filter)}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ arn }) => arn}
        searchText={({ arn }) => arn}
        selectionType="multi"
        filters={<KindFilter value={filter} onChange={setFilter} />}
        actions={(chosen) => (
          <>
            <Button
              disabled={chosen.length === 0}
              onClick={() => setDoomed(chosen.map(({ arn }) => arn))}
            >
              Delete
            </Button>
            {add}
          </>
        )}
        emptyAction={add}
      />
      <AwsCommand command="iam list-open-id-connect-providers" about={kinds.oidc} />
      <AwsCommand command="iam list-saml-providers" about={kinds.saml} />
      {doomed.length > 0 && (
        <DeleteProvidersDialog
          arns={doomed}
          onClose={() => setDoomed([])}
          onDeleted={() => setDoomed([])}
        />
      )}
    </SpaceBetween>
  );
}
