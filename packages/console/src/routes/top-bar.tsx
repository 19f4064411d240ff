/**
 * The bar above every page: the way home, the theme, and the identity menu. In a role it has a
 * second line in the role's colour, with the role's name, the time left, and the way back. Page:
 * IAM UG "Switch to an IAM role (console)".
 */
import TopNavigation from '@cloudscape-design/components/top-navigation';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePaths } from '../api/session-context.ts';
import type { Theme } from '../ui/theme.ts';
import { chooseTheme, storedTheme } from '../ui/theme.ts';
import { useFollow } from '../ui/use-follow.ts';
import { GlobalSearch } from './global-search.tsx';
import { useIdentityMenu } from './identity-menu.tsx';
import { RoleBar } from './role-bar.tsx';

const themes: readonly { readonly id: Theme; readonly text: string }[] = [
  { id: 'system', text: 'As the system' },
  { id: 'light', text: 'Light' },
  { id: 'dark', text: 'Dark' },
];

export function TopBar(): JSX.Element {
  const paths = usePaths();
  const navigate = useNavigate();
  const follow = useFollow();
  const identity = useIdentityMenu();
  const [theme, setTheme] = useState(storedTheme);
  return (
    <div id="top-bar">
      <TopNavigation
        identity={{
          href: paths.home(),
          title: 'Hallpass',
          logo: { src: '/_console/mark.svg', alt: '' },
          onFollow: (event) => {
            event.preventDefault();
            void navigate(paths.home());
          },
        }}
        search={<GlobalSearch />}
        utilities={[
          {
            type: 'menu-dropdown',
            iconName: 'status-info',
            ariaLabel: 'Support',
            title: 'Support',
            items: [{ id: 'support', text: 'Support Center', href: paths.support() }],
            onItemFollow: follow,
          },
          {
            type: 'menu-dropdown',
            iconName: 'settings',
            ariaLabel: 'Theme',
            title: 'Theme',
            items: themes.map(({ id, text }) => ({
              id,
              text,
              itemType: 'checkbox' as const,
              checked: id === theme,
            })),
            onItemClick: ({ detail }) => {
              chooseTheme(detail.id as Theme);
              setTheme(detail.id as Theme);
            },
          },
          { ...identity, onItemFollow: follow },
        ]}
      />
      <RoleBar />
    </div>
  );
}
