/** Lists of managed policies: what they show, by type and searched by name. */
import type { Policy } from '@aws-sdk/client-iam';
import Select from '@cloudscape-design/components/select';
import { useMemo, useState } from 'react';
import { useIamPaths } from '../api/iam/iam-keys.ts';
import { usePoliciesQuery } from '../api/iam/policies.ts';
import type { IamPaths } from '../paths/iam-paths.ts';
import { TextLink } from '../ui/text-link.tsx';
import { Moment } from '../ui/time-text.tsx';
import type { Column, ResourceTableProps } from './resource-table.tsx';

type ManagedType = 'aws' | 'customer';

function policyType({ Arn = '' }: Policy): ManagedType {
  return Arn.includes(':iam::aws:') ? 'aws' : 'customer';
}

const policyTypeFilters: { value: string; label: string }[] = [
  { value: 'all', label: 'All types' },
  { value: 'customer', label: 'Customer managed' },
  { value: 'aws', label: 'AWS managed' },
];

function policiesColumns(paths: IamPaths): readonly Column<Policy>[] {
  return [
    {
      id: 'name',
      header: 'Policy name',
      sortingField: 'PolicyName',
      minWidth: 260,
      isRowHeader: true,
      cell: ({ PolicyName = '', Arn = '' }) => (
        <TextLink href={paths.policy(Arn)}>{PolicyName}</TextLink>
      ),
    },
    {
      id: 'type',
      header: 'Type',
      cell: (policy) => (policyType(policy) === 'aws' ? 'AWS managed' : 'Customer managed'),
    },
    {
      id: 'used',
      header: 'Attached entities',
      sortingField: 'AttachmentCount',
      cell: ({ AttachmentCount = 0 }) => AttachmentCount,
    },
    {
      id: 'description',
      header: 'Description',
      cell: ({ Description = '-' }) => Description,
    },
    { id: 'arn', header: 'ARN', sortingField: 'Arn', isHidden: true, cell: ({ Arn }) => Arn },
    {
      id: 'updated',
      header: 'Updated',
      sortingField: 'UpdateDate',
      isHidden: true,
      cell: ({ UpdateDate }) => <Moment date={UpdateDate} />,
    },
  ];
}

type PoliciesTable = Pick<
  ResourceTableProps<Policy>,
  | 'noun'
  | 'columns'
  | 'items'
  | 'error'
  | 'isFetching'
  | 'onRefresh'
  | 'keyOf'
  | 'searchText'
  | 'filters'
>;

/** What every table of managed policies has. */
export function usePoliciesTable(): PoliciesTable {
  const { data, error, isFetching, refetch } = usePoliciesQuery();
  const [filter, setFilter] = useState('all');
  const paths = useIamPaths();
  const columns = useMemo(() => policiesColumns(paths), [paths]);
  const items = useMemo(
    () => data?.filter((policy) => filter === 'all' || policyType(policy) === filter),
    [data, filter],
  );
  return {
    noun: ['policy', 'policies'],
    columns,
    items,
    error,
    isFetching,
    onRefresh: () => void refetch(),
    keyOf: ({ Arn = '' }) => Arn,
    searchText: ({ PolicyName = '' }) => PolicyName,
    filters: (
      <Select
        ariaLabel="Filter by type"
        options={policyTypeFilters}
        selectedOption={policyTypeFilters.find(({ value }) => value === filter) ?? null}
        onChange={({ detail }) => setFilter(detail.selectedOption.value ?? 'all')}
      />
    ),
  };
}
