/**
 * The one table of addresses. A page is loaded when it is first opened. `crumbs` name the way to
 * it; the first of them, the service, chooses the side navigation.
 */
import type { RouteObject } from 'react-router';
import { createBrowserRouter } from 'react-router';
import { basePath } from '../paths/paths.ts';
import { PageLoading } from '../ui/page-loading.tsx';
import { CrashPage } from './crash-page.tsx';
import { iamAccessRoutes } from './iam-access-routes.tsx';
import { iamAccountRoutes } from './iam-account-routes.tsx';
import { iamRoutes } from './iam-routes.tsx';
import { organizationsRoutes } from './organizations-routes.tsx';
import type { PageHandle } from './page-handle.ts';
import { s3Routes } from './s3-routes.tsx';

/** Pages of a session, below `/ACCOUNT-suffix`. */
const sessionRoutes: readonly RouteObject[] = [
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

export const router: ReturnType<typeof createBrowserRouter> = createBrowserRouter([
  {
    ErrorBoundary: CrashPage,
    HydrateFallback: PageLoading,
    children: [
      {
        path: `${basePath}/signin`,
        lazy: async () => ({
          Component: (await import('../pages/sign-in/sign-in-page.tsx')).SignInPage,
        }),
      },
      {
        path: `${basePath}/:sessionId`,
        lazy: async () => ({ Component: (await import('./session-layout.tsx')).SessionLayout }),
        children: [
          ...sessionRoutes,
          {
            path: '*',
            handle: { title: 'Page not found' } satisfies PageHandle,
            lazy: async () => ({
              Component: (await import('../pages/not-found-page.tsx')).NotFoundPage,
            }),
          },
        ],
      },
      {
        path: '*',
        lazy: async () => ({
          Component: (await import('../pages/choose-session-page.tsx')).ChooseSessionPage,
        }),
      },
    ],
  },
]);
