/** In place of a page whose session is over: signed out, expired, or ended elsewhere. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { publicPaths, withoutSession } from '../paths/paths.ts';
import { FrontPage } from '../ui/front-page.tsx';

export function SessionEnded(): JSX.Element {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const next = withoutSession(pathname) + search;
  return (
    <FrontPage title="Session ended">
      <Container header={<Header variant="h1">Your session has ended</Header>}>
        <SpaceBetween size="l">
          <Box variant="p">
            You signed out, or the time of this session was over. Sign in again to go on where you
            were.
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
      </Container>
    </FrontPage>
  );
}
