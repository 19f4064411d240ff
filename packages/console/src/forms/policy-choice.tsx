/** A table to choose managed policies from, with search and the type filter. */
import type { JSX } from 'react';
import { usePoliciesTable } from '../tables/policies-table.tsx';
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
  const table = usePoliciesTable();
  return (
    <ResourceTable
      {...table}
      id="iam-policy-choice"
      title={title}
      variant="container"
      selectionType="multi"
      isChosen={({ Arn = '' }) => chosen.includes(Arn)}
      onSelect={(chosen) => onChoose(chosen.map(({ Arn = '' }) => Arn))}
    />
  );
}
