/** Columns of lists of managed policies, and their types. */
import type { Policy } from '@aws-sdk/client-iam';
import type { IamPaths } from '../paths/iam-paths.ts';
import { TextLink } from '../ui/text-link.tsx';
import { Moment } from '../ui/time-text.tsx';
import type { Column } from './resource-table.tsx';

export type ManagedType = 'aws' | 'customer';

export function policyType({ Arn = '' }: Policy): ManagedType {
  return Arn.includes(':iam::aws:') ? 'aws' : 'customer';
}

export const policyTypeFilters: { value: string; label: string }[] = [
  { value: 'all', label: 'All types' },
  { value: 'customer', label: 'Customer managed' },
  { value: 'aws', label: 'AWS managed' },
];

export function policiesColumns(paths: IamPaths): readonly Column<Policy>[] {
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
