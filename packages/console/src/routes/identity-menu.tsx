/**
 * The menu at the top right: who I am, in which account, which other sessions and roles there are,
 * and the way out.
 */
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import type { TopNavigationProps } from '@cloudscape-design/components/top-navigation';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import type { RoleHistoryEntry, Session } from '../api/console-api.ts';
import { usePaths, useSession } from '../api/session-context.ts';
import { useRolesQuery, useSessionsQuery } from '../api/session-queries.ts';
import { useSessionEnd } from '../api/session-end.ts';
import type { SessionPaths } from '../paths/paths.ts';
import { publicPaths, sessionPaths } from '../paths/paths.ts';
import { useNotify } from '../ui/notifications.tsx';
import { accountIdText, accountText, sessionText } from '../ui/session-name.tsx';

/** More are on the page of the role history. */
const rolesShownMax = 5;

function accountItems(session: Session): ButtonDropdownProps.Item[] {
  const { accountId, accountAlias, label } = session;
  const alias = accountAlias === undefined ? '' : ` (${accountAlias})`;
  return [
    {
      id: 'copy-account',
      text: `Account ID: ${accountIdText(accountId)}${alias}`,
      iconName: 'copy',
      secondaryText: 'Copy the account ID',
    },
    { id: 'copy-arn', text: label, iconName: 'copy', secondaryText: 'Copy the ARN' },
  ];
}

function roleItems(
  roles: readonly RoleHistoryEntry[],
  paths: SessionPaths,
): ButtonDropdownProps.Item[] {
  return roles.slice(0, rolesShownMax).map((role) => ({
    id: `role:${role.id}`,
    text: role.displayName ?? `${role.roleName} @ ${accountText(role)}`,
    secondaryText: `${role.roleName} @ ${accountIdText(role.accountId)}`,
    href: paths.switchRole({ account: role.accountId, ...role }),
    ...(role.pinned ? { iconName: 'star-filled' as const } : {}),
  }));
}

function sessionItems(session: Session, others: readonly Session[]): ButtonDropdownProps.Item[] {
  return others
    .filter(({ id }) => id !== session.id)
    .map((other) => ({
      id: `session:${other.id}`,
      text: sessionText(other),
      href: sessionPaths(other.id).home(),
      external: false,
    }));
}

function group(text: string, items: readonly ButtonDropdownProps.Item[]) {
  return items.length === 0 ? [] : [{ id: text, text, items: [...items] }];
}

function menuItems(
  session: Session,
  paths: SessionPaths,
  known: { readonly roles: readonly RoleHistoryEntry[]; readonly sessions: readonly Session[] },
): ButtonDropdownProps.Items {
  const { role, original, kind } = session;
  const mine: ButtonDropdownProps.Item[] = [
    ...(kind === 'root' || (kind === 'user' && role === undefined)
      ? [
          {
            id: 'credentials',
            text: 'Security credentials',
            href: paths.securityCredentials(),
          },
        ]
      : []),
    { id: 'switch', text: 'Switch role', href: paths.switchRole() },
    { id: 'history', text: 'Role history', href: paths.roleHistory() },
    ...(role === undefined
      ? []
      : [{ id: 'back', text: `Back to ${original.label} @ ${accountText(original)}` }]),
  ];
  return [
    ...group('Signed in as', accountItems(session)),
    ...group('Identity', mine),
    ...group('Roles', roleItems(known.roles, paths)),
    ...group('Other sessions', [
      ...sessionItems(session, known.sessions),
      { id: 'add', text: 'Add session', href: publicPaths.signIn() },
    ]),
    { id: 'sign-out', text: 'Sign out' },
  ];
}

export function useIdentityMenu(): TopNavigationProps.MenuDropdownUtility {
  const session = useSession();
  const paths = usePaths();
  const navigate = useNavigate();
  const notify = useNotify();
  const queryClient = useQueryClient();
  const { data: roles = [] } = useRolesQuery(session.id);
  const { data: sessions = [] } = useSessionsQuery();
  const { signOut, exitRole } = useSessionEnd();
  const copy = (text: string, what: string): void => {
    navigator.clipboard.writeText(text).then(
      () => notify({ type: 'success', content: `${what} copied: ${text}` }),
      () => notify({ type: 'info', content: `${what}: ${text}` }),
    );
  };
  const actions: Readonly<Record<string, () => void>> = {
    'copy-account': () => copy(session.accountId, 'Account ID'),
    'copy-arn': () => copy(session.arn, 'ARN'),
    back: exitRole,
    'sign-out': signOut,
  };
  return {
    type: 'menu-dropdown',
    text: sessionText(session),
    title: session.label,
    description: session.arn,
    iconName: 'user-profile',
    items: menuItems(session, paths, { roles, sessions }),
    onItemClick: (event) => {
      const { id, href } = event.detail;
      if (href === undefined) actions[id]?.();
      else {
        event.preventDefault();
        void queryClient.invalidateQueries({ queryKey: ['console-sessions'] });
        void navigate(href);
      }
    },
  };
}
