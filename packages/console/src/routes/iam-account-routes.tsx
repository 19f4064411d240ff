/** Addresses of IAM's pages about the account, and of one's own credentials. */
import type { RouteObject } from 'react-router';
import type { PageHandle } from './page-handle.ts';

export const iamAccountRoutes: readonly RouteObject[] = [
  {
    path: 'security-credentials',
    handle: { title: 'My security credentials' } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/security-credentials-page.tsx')).SecurityCredentialsPage,
    }),
  },
  {
    path: 'iam',
    handle: { title: 'IAM Dashboard', service: 'iam' } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/iam/dashboard-page.tsx')).DashboardPage,
    }),
  },
  {
    path: 'iam/account-settings',
    handle: {
      title: 'Account settings',
      service: 'iam',
      crumbs: (paths) => [{ text: 'IAM', href: paths.iam() }],
    } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/iam/account-settings-page.tsx')).AccountSettingsPage,
    }),
  },
];
