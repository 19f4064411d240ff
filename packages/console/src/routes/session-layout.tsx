/**
 * What stands around every page of a session: who it is (or that it has ended), top bar, side
 * navigation, breadcrumbs, notifications.
 */
import AppLayout from '@cloudscape-design/components/app-layout';
import BreadcrumbGroup from '@cloudscape-design/components/breadcrumb-group';
import Flashbar from '@cloudscape-design/components/flashbar';
import SideNavigation from '@cloudscape-design/components/side-navigation';
import type { JSX } from 'react';
import { useEffect, useMemo, useState } from 'react';
import type { Params } from 'react-router';
import { Navigate, Outlet, useLocation, useMatches, useParams } from 'react-router';
import { SessionProvider } from '../api/session-context.ts';
import { useSessionQuery } from '../api/session-queries.ts';
import { isSessionId, sessionPaths } from '../paths/paths.ts';
import { ChooseSessionPage } from '../pages/choose-session-page.tsx';
import { NotificationsProvider, useFlashItems } from '../ui/notifications.tsx';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { PageNamesProvider, usePageNames } from '../ui/page-names.tsx';
import { PageLoading } from '../ui/page-loading.tsx';
import { useFollow } from '../ui/use-follow.ts';
import { activeHref, navigationOf } from './navigation.ts';
import type { PageHandle } from './page-handle.ts';
import { titleOf } from './page-handle.ts';
import { SessionEnded } from './session-ended.tsx';
import { TopBar } from './top-bar.tsx';

export function SessionLayout(): JSX.Element {
  const { sessionId = '' } = useParams();
  // An address without session, such as /iam/users, opens in the session there is.
  return isSessionId(sessionId) ? <LoadedSession id={sessionId} /> : <ChooseSessionPage />;
}

function LoadedSession({ id }: { readonly id: string }): JSX.Element {
  const { data: session, error, isPending } = useSessionQuery(id);
  if (isPending) return <PageLoading />;
  // What was known of it before is no session any more.
  if (error?.failure.code === 'SessionEnded') return <SessionEnded former={session} />;
  if (session === undefined) return <ErrorAlert error={error} />;
  return (
    <SessionProvider value={session}>
      <NotificationsProvider key={id}>
        <PageNamesProvider>
          <TopBar />
          <PageFrame sessionId={id} />
        </PageNamesProvider>
      </NotificationsProvider>
    </SessionProvider>
  );
}

interface CurrentPage {
  readonly handle: PageHandle | undefined;
  readonly params: Params;
}

function useCurrentPage(): CurrentPage {
  const match = useMatches().findLast(({ handle }) => handle !== undefined);
  return { handle: match?.handle as PageHandle | undefined, params: match?.params ?? {} };
}

function PageFrame({ sessionId }: { readonly sessionId: string }): JSX.Element {
  const { handle, params } = useCurrentPage();
  const { pathname } = useLocation();
  const [open, setOpen] = useState(() => window.innerWidth > 900);
  const paths = useMemo(() => sessionPaths(sessionId), [sessionId]);
  const navigation = navigationOf(handle?.service, paths);
  const follow = useFollow();
  const flashItems = useFlashItems();
  const named = usePageNames();
  const title = handle === undefined ? '' : named(titleOf(handle, params));
  useEffect(() => {
    document.title = title === '' ? 'Hallpass' : `${title} | Hallpass`;
  }, [title]);
  if (handle === undefined) return <Navigate to={paths.home()} replace />;
  const crumbs = (handle?.crumbs?.(paths, params) ?? []).map(({ text, href }) => ({
    text: named(text),
    href,
  }));
  return (
    <AppLayout
      headerSelector="#top-bar"
      toolsHide
      navigationOpen={open}
      onNavigationChange={({ detail }) => setOpen(detail.open)}
      navigation={
        <SideNavigation
          header={navigation.header}
          items={navigation.items}
          activeHref={activeHref(navigation, pathname, crumbs)}
          onFollow={(event) => follow(event)}
        />
      }
      breadcrumbs={
        crumbs.length === 0 ? undefined : (
          <BreadcrumbGroup
            ariaLabel="Breadcrumbs"
            items={[...crumbs, { text: title, href: pathname }]}
            onFollow={(event) => follow(event)}
          />
        )
      }
      notifications={<Flashbar items={[...flashItems]} stackItems />}
      content={<Outlet />}
    />
  );
}
