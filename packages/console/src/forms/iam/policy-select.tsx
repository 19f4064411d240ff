/** One managed policy out of all, found by typing. */
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useMemo } from 'react';
import { usePoliciesQuery } from '../../api/iam/policies.ts';
import { errorText } from '../../api/errors.ts';

export function PolicySelect({
  arn,
  onChange,
}: {
  readonly arn: string | undefined;
  onChange(arn: string | undefined): void;
}): JSX.Element {
  const { data, error, isPending, refetch } = usePoliciesQuery();
  const options = useMemo(
    () =>
      (data ?? []).map(({ PolicyName = '', Arn = '' }) => ({
        value: Arn,
        label: PolicyName,
        description: Arn,
      })),
    [data],
  );
  const chosen = options.find(({ value }) => value === arn);
  return (
    <Select
      placeholder="Choose a policy"
      filteringType="auto"
      filteringPlaceholder="Find policies"
      virtualScroll
      statusType={error === null ? (isPending ? 'loading' : 'finished') : 'error'}
      loadingText="Loading policies"
      errorText={error === null ? '' : errorText(error).message}
      recoveryText="Try again"
      onLoadItems={() => {
        if (error !== null) void refetch();
      }}
      empty="No policies"
      options={options}
      selectedOption={chosen ?? (arn === undefined ? null : { value: arn, label: arn })}
      onChange={({ detail }) => onChange(detail.selectedOption.value)}
    />
  );
}
