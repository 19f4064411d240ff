/** Groups of the account, to choose some from. */
import Multiselect from '@cloudscape-design/components/multiselect';
import type { JSX } from 'react';
import { errorText } from '../../api/errors.ts';
import { useGroupsQuery } from '../../api/iam/groups.ts';

export function GroupsMultiselect({
  groups,
  without = [],
  onChange,
}: {
  readonly groups: readonly string[];
  /** Those not offered. */
  readonly without?: readonly string[];
  onChange(groups: readonly string[]): void;
}): JSX.Element {
  const { data, error, isPending, refetch } = useGroupsQuery();
  const names = (data ?? []).map(({ GroupName = '' }) => GroupName);
  return (
    <Multiselect
      placeholder="Choose groups"
      filteringType="auto"
      statusType={error === null ? (isPending ? 'loading' : 'finished') : 'error'}
      loadingText="Loading groups"
      errorText={error === null ? '' : errorText(error).message}
      recoveryText="Try again"
      onLoadItems={() => {
        if (error !== null) void refetch();
      }}
      empty="No groups"
      deselectAriaLabel={({ label = '' }) => `Remove ${label}`}
      options={names
        .filter((name) => !without.includes(name))
        .map((value) => ({ value, label: value }))}
      selectedOptions={groups.map((value) => ({ value, label: value }))}
      onChange={({ detail }) => onChange(detail.selectedOptions.map(({ value = '' }) => value))}
    />
  );
}
