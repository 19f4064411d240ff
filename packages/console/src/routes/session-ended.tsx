/** In place of a page whose session is over: signed out, expired, or ended elsewhere. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Session } from '../api/console-api.ts';
import { useSessionsQuery } from '../api/session-queries.ts';
import { publicPaths, sessionPaths, withoutSession } from '../paths/paths.ts';
import { FrontPage } from '../ui/front-page.tsx';
import { accountText } from '../ui/session-name.tsx';

/** A role's time is over, but not that of who switched to it: the way back into both. */
function RoleEnded({ former }: { readonly former: Session }): JSX.Element {
  const navigate = useNavigate();
  const { role, original } = former;
  const paths = sessionPaths(original.sessionId);
  return (
    <SpaceBetween size="l">
      <Box variant="p">
        The time of the role {role?.roleName} was over. You are still signed in as {original.label}.
      </Box>
      <Button
        variant="primary"
        fullWidth
        onClick={() => void navigate(paths.switchRole({ account: role?.accountId, ...role }))}
      >
        Switch to {role?.displayName ?? role?.roleName} again
      </Button>
      <Button fullWidth onClick={() => void navigate(paths.home())}>
        Back to {original.label} @ {accountText(original)}
      </Button>
    </SpaceBetween>
  );
}

function SignInEnded(): JSX.Element {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const next = withoutSession(pathname) + search;
  return (
    <SpaceBetween size="l">
      <Box variant="p">
        You signed out, or the time of this session was over. Sign in again to go on where you were.
      </Box>
      <Button
        variant="primary"
        fullWidth
        onClick={() => void navigate(publicPaths.signIn({ next }))}
      >
        Sign in
      </Button>
      <Button fullWidth onClick={() => void navigate(publicPaths.start())}>
        Use another session
      </Button>
    </SpaceBetween>
  );
}

/** `former`: the session as it was, where the page had begun before it ended. */
export function SessionEnded({ former }: { readonly former: Session | undefined }): JSX.Element {
  const { data: sessions = [] } = useSessionsQuery();
  const isSignedIn = sessions.some(({ id }) => id === former?.original.sessionId);
  return (
    <FrontPage title="Session ended">
      <Container header={<Header variant="h1">Your session has ended</Header>}>
        {former?.role !== undefined && isSignedIn ? <RoleEnded former={former} /> : <SignInEnded />}
      </Container>
    </FrontPage>
  );
}
