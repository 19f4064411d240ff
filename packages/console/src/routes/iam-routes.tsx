/** Addresses of IAM's pages. */
import type { RouteObject } from 'react-router';
import type { SessionPaths } from '../paths/paths.ts';
import type { Crumb, PageHandle } from './page-handle.ts';

const iam = (paths: SessionPaths): Crumb => ({ text: 'IAM', href: paths.iam() });
const users = (paths: SessionPaths): Crumb => ({ text: 'Users', href: paths.users() });

export const iamRoutes: readonly RouteObject[] = [
  {
    path: 'iam/users',
    handle: {
      title: 'Users',
      service: 'iam',
      crumbs: (paths) => [iam(paths)],
    } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/iam/users-page.tsx')).UsersPage }),
  },
  {
    path: 'iam/users/create',
    handle: {
      title: 'Create user',
      service: 'iam',
      crumbs: (paths) => [iam(paths), users(paths)],
    } satisfies PageHandle,
    lazy: async () => ({
      Component: (await import('../pages/iam/create-user-page.tsx')).CreateUserPage,
    }),
  },
  {
    path: 'iam/users/:userName',
    handle: {
      title: (params) => params['userName'] ?? 'User',
      service: 'iam',
      crumbs: (paths) => [iam(paths), users(paths)],
    } satisfies PageHandle,
    lazy: async () => ({ Component: (await import('../pages/iam/user-page.tsx')).UserPage }),
  },
];
