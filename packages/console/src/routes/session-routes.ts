/**
 * The one table of the addresses of a session's pages, below `/ACCOUNT-suffix`. A page is loaded
 * when it is first opened. `crumbs` name the way to it; its service chooses the side navigation.
 * Every page that stands here is visited by `tests/console/pages.test.ts`.
 */
import type { RouteObject } from 'react-router';
import { iamAccessRoutes } from './iam-access-routes.tsx';
import { iamAccountRoutes } from './iam-account-routes.tsx';
import { iamRoutes } from './iam-routes.tsx';
import { organizationsRoutes } from './organizations-routes.tsx';
import type { PageHandle } from './page-handle.ts';
import { s3Routes } from './s3-routes.tsx';

export const sessionRoutes: readonly RouteObject[] = [
  {
    path: 'home',
    handle: { title: 'Console home' } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/home-page.tsx')).HomePage }),
  },
  {
    path: 'switchrole',
    handle: { title: 'Switch role' } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/switch-role-page.tsx')).SwitchRolePage,
    }),
  },
  {
    path: 'roles-used',
    handle: { title: 'Role history' } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/role-history-page.tsx')).RoleHistoryPage,
    }),
  },
  {
    path: 'support',
    handle: { title: 'Support Center' } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/support-page.tsx')).SupportPage }),
  },
  ...iamRoutes,
  ...iamAccessRoutes,
  ...iamAccountRoutes,
  ...s3Routes,
  ...organizationsRoutes,
];
