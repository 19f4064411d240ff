/** `/iam/policies`: managed policies, AWS's and the account's own. */
import Button from '@cloudscape-design/components/button';
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { usePoliciesQuery } from '../../api/iam/policies.ts';
import { policiesColumns, policyType, policyTypeFilters } from '../../tables/policies-columns.tsx';
import { ResourceTable } from '../../tables/resource-table.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';

export function PoliciesPage(): JSX.Element {
  const { data, error, isFetching, refetch } = usePoliciesQuery();
  const [filter, setFilter] = useState('all');
  const paths = useIamPaths();
  const navigate = useNavigate();
  const columns = useMemo(() => policiesColumns(paths), [paths]);
  const items = useMemo(
    () => data?.filter((policy) => filter === 'all' || policyType(policy) === filter),
    [data, filter],
  );
  const create = (
    <Button variant="primary" onClick={() => void navigate(paths.createPolicy())}>
      Create policy
    </Button>
  );
  return (
    <>
      <ResourceTable
        id="iam-policies"
        title="Policies"
        noun={['policy', 'policies']}
        description="A policy defines permissions of the users, groups and roles it is attached to."
        columns={columns}
        items={items}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ Arn = '' }) => Arn}
        searchText={({ PolicyName = '' }) => PolicyName}
        filters={
          <Select
            ariaLabel="Filter by type"
            options={policyTypeFilters}
            selectedOption={policyTypeFilters.find(({ value }) => value === filter) ?? null}
            onChange={({ detail }) => setFilter(detail.selectedOption.value ?? 'all')}
          />
        }
        actions={() => create}
        emptyAction={create}
      />
      <AwsCommand command="iam list-policies" />
    </>
  );
}
