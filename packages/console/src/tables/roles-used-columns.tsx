/** Columns of the role history. */
import Icon from '@cloudscape-design/components/icon';
import type { RoleHistoryEntry } from '../api/console-api.ts';
import type { SessionPaths } from '../paths/paths.ts';
import { ColorDot } from '../ui/color-dot.tsx';
import { accountIdText } from '../ui/session-name.tsx';
import { TextLink } from '../ui/text-link.tsx';
import { Ago } from '../ui/time-text.tsx';
import type { Column } from './resource-table.tsx';

export function rolesUsedColumns(paths: SessionPaths): readonly Column<RoleHistoryEntry>[] {
  return [
    {
      id: 'name',
      header: 'Display name',
      isRowHeader: true,
      minWidth: 200,
      sortingComparator: (one, other) =>
        (one.displayName ?? one.roleName).localeCompare(other.displayName ?? other.roleName),
      cell: (role) => (
        <>
          <ColorDot color={role.color} />{' '}
          <TextLink href={paths.switchRole({ account: role.accountId, ...role })}>
            {role.displayName ?? role.roleName}
          </TextLink>{' '}
          {role.pinned && <Icon name="star-filled" ariaLabel="Pinned" />}
        </>
      ),
    },
    {
      id: 'role',
      header: 'Role',
      sortingField: 'roleName',
      minWidth: 200,
      cell: ({ roleName }) => roleName,
    },
    {
      id: 'account',
      header: 'Account',
      sortingField: 'accountId',
      minWidth: 180,
      cell: ({ accountId, accountAlias }) =>
        accountAlias === undefined
          ? accountIdText(accountId)
          : `${accountAlias} (${accountIdText(accountId)})`,
    },
    {
      id: 'last-used',
      header: 'Last used',
      sortingField: 'lastUsedAtMs',
      cell: ({ lastUsedAtMs }) => <Ago date={new Date(lastUsedAtMs)} />,
    },
  ];
}
