/** The router: the door, the pages of a session, and what opens in whichever session there is. */
import { createBrowserRouter } from 'react-router';
import { basePath } from '../paths/paths.ts';
import { PageLoading } from '../ui/page-loading.tsx';
import { CrashPage } from './crash-page.tsx';
import type { PageHandle } from './page-handle.ts';
import { sessionRoutes } from './session-routes.ts';

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
