/** Columns of the list of IAM users. */
import type { User } from '@aws-sdk/client-iam';
import type { SessionPaths } from '../paths/paths.ts';
import { TextLink } from '../ui/text-link.tsx';
import { Ago, Moment } from '../ui/time-text.tsx';
import type { Column } from './resource-table.tsx';

export function usersColumns(paths: SessionPaths): readonly Column<User>[] {
  return [
    {
      id: 'name',
      header: 'User name',
      sortingField: 'UserName',
      isRowHeader: true,
      cell: ({ UserName = '' }) => <TextLink href={paths.user(UserName)}>{UserName}</TextLink>,
    },
    { id: 'path', header: 'Path', sortingField: 'Path', cell: ({ Path }) => Path },
    {
      id: 'password-last-used',
      header: 'Console last sign-in',
      sortingField: 'PasswordLastUsed',
      cell: ({ PasswordLastUsed }) => <Ago date={PasswordLastUsed} />,
    },
    { id: 'arn', header: 'ARN', sortingField: 'Arn', cell: ({ Arn }) => Arn },
    { id: 'id', header: 'User ID', sortingField: 'UserId', isHidden: true, cell: (u) => u.UserId },
    {
      id: 'created',
      header: 'Creation time',
      sortingField: 'CreateDate',
      cell: ({ CreateDate }) => <Moment date={CreateDate} />,
    },
  ];
}
