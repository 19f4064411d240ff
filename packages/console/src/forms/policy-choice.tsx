/** A table to choose managed policies from, with search and the type filter. */
import type { Policy } from '@aws-sdk/client-iam';
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { usePoliciesQuery } from '../api/iam/policies.ts';
import { useIamPaths } from '../api/iam/iam-keys.ts';
import { policiesColumns, policyType, policyTypeFilters } from '../tables/policies-columns.tsx';
import { ResourceTable } from '../tables/resource-table.tsx';

export function PolicyChoice({
  title,
  chosen = [],
  onChoose,
}: {
  readonly title: string;
  readonly chosen?: readonly string[];
  onChoose(arns: readonly string[]): void;
}): JSX.Element {
  const { data, error, isFetching, refetch } = usePoliciesQuery();
  const [filter, setFilter] = useState('all');
  const paths = useIamPaths();
  const columns = useMemo(() => policiesColumns(paths), [paths]);
  const items = useMemo(
    () => data?.filter((policy) => filter === 'all' || policyType(policy) === filter),
    [data, filter],
  );
  return (
    <ResourceTable<Policy>
      id="iam-policy-choice"
      title={title}
      noun={['policy', 'policies']}
      variant="container"
      columns={columns}
      items={items}
      error={error}
      isFetching={isFetching}
      onRefresh={() => void refetch()}
      keyOf={({ Arn = '' }) => Arn}
      searchText={({ PolicyName = '' }) => PolicyName}
      selectionType="multi"
      isChosen={({ Arn = '' }) => chosen.includes(Arn)}
      onSelect={(chosen) => onChoose(chosen.map(({ Arn = '' }) => Arn))}
      filters={
        <Select
          ariaLabel="Filter by type"
          options={policyTypeFilters}
          selectedOption={policyTypeFilters.find(({ value }) => value === filter) ?? null}
          onChange={({ detail }) => setFilter(detail.selectedOption.value ?? 'all')}
        />
      }
    />
  );
}
