/** All accounts of the organization, as a table. */
import type { Account } from '@aws-sdk/client-organizations';
import type { JSX } from 'react';
import { useMemo } from 'react';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import { useAccountsQuery } from '../../api/organizations/tree.ts';
import type { OrganizationsPaths } from '../../paths/organizations-paths.ts';
import type { Column } from '../../tables/resource-table.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';

const joined: Readonly<Record<string, string>> = { INVITED: 'Invited', CREATED: 'Created' };

const columns = (paths: OrganizationsPaths): readonly Column<Account>[] => [
  {
    id: 'name',
    header: 'Account name',
    sortingField: 'Name',
    isRowHeader: true,
    cell: ({ Name, Id = '' }) => <TextLink href={paths.account(Id)}>{Name}</TextLink>,
  },
  { id: 'id', header: 'Account ID', sortingField: 'Id', cell: ({ Id }) => Id },
  { id: 'email', header: 'Email', sortingField: 'Email', cell: ({ Email }) => Email },
  { id: 'status', header: 'Status', sortingField: 'Status', cell: ({ Status }) => Status },
  {
    id: 'method',
    header: 'Joined by',
    sortingField: 'JoinedMethod',
    cell: ({ JoinedMethod = '' }) => joined[JoinedMethod] ?? JoinedMethod,
  },
  {
    id: 'joined',
    header: 'Joined',
    sortingField: 'JoinedTimestamp',
    cell: ({ JoinedTimestamp }) => <Moment date={JoinedTimestamp} />,
  },
];

export function AccountsList(): JSX.Element {
  const { data, error, isFetching, refetch } = useAccountsQuery();
  const paths = useOrganizationsPaths();
  const shown = useMemo(() => columns(paths), [paths]);
  return (
    <ResourceTable
      id="organizations-accounts"
      title="Accounts"
      noun={['account', 'accounts']}
      variant="container"
      columns={shown}
      items={data}
      error={error}
      isFetching={isFetching}
      onRefresh={() => void refetch()}
      keyOf={({ Id = '' }) => Id}
      searchText={({ Name = '', Id = '', Email = '' }) => `${Name} ${Id} ${Email}`}
    />
  );
}
