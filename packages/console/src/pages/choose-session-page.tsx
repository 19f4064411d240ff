/**
 * An address without session: opens in the session there is; without one, at the door; with
 * several, the person chooses.
 */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { Navigate, useLocation, useNavigate } from 'react-router';
import type { Session } from '../api/console-api.ts';
import { useSessionsQuery } from '../api/session-queries.ts';
import { inSession, publicPaths, withoutSession } from '../paths/paths.ts';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { FrontPage } from '../ui/front-page.tsx';
import { PageLoading } from '../ui/page-loading.tsx';
import { SessionName } from '../ui/session-name.tsx';

export function ChooseSessionPage(): JSX.Element {
  const { pathname, search } = useLocation();
  const { data: sessions, error, refetch } = useSessionsQuery();
  const page = withoutSession(pathname) + search;
  if (error !== null) {
    return (
      <FrontPage title="Sign in">
        <ErrorAlert error={error} onRetry={() => void refetch()} />
      </FrontPage>
    );
  }
  if (sessions === undefined) return <PageLoading />;
  const [only] = sessions;
  if (only === undefined) {
    const next = page === '/' ? {} : { next: page };
    return <Navigate to={publicPaths.signIn(next)} replace />;
  }
  if (sessions.length === 1) return <Navigate to={inSession(only.id, page)} replace />;
  return <Choice sessions={sessions} page={page} />;
}

function Choice({
  sessions,
  page,
}: {
  readonly sessions: readonly Session[];
  readonly page: string;
}): JSX.Element {
  const navigate = useNavigate();
  return (
    <FrontPage title="Choose a session">
      <Container
        header={
          <Header variant="h1" description="You are signed in more than once in this browser.">
            Choose a session
          </Header>
        }
      >
        <SpaceBetween size="s">
          {sessions.map((session) => (
            <Button
              key={session.id}
              fullWidth
              onClick={() => void navigate(inSession(session.id, page))}
            >
              <SessionName session={session} />
            </Button>
          ))}
          <Button
            fullWidth
            variant="link"
            onClick={() => void navigate(publicPaths.signIn({ next: page }))}
          >
            Sign in with another identity
          </Button>
        </SpaceBetween>
      </Container>
    </FrontPage>
  );
}
