/** In place of a page that could not be shown: a fault of ours, or a page of an older build. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useRouteError } from 'react-router';
import { publicPaths } from '../paths/paths.ts';
import { FrontPage } from '../ui/front-page.tsx';

/** How browsers say that a part of the page is gone from the server. */
const goneParts = /dynamically imported module|Importing a module script failed|preload CSS/i;

export function CrashPage(): JSX.Element {
  const error = useRouteError();
  const text = error instanceof Error ? error.message : String(error);
  const isOutdated = goneParts.test(text);
  return (
    <FrontPage title="Page not shown">
      <Container
        header={
          <Header variant="h1">
            {isOutdated ? 'The console was updated' : 'This page could not be shown'}
          </Header>
        }
      >
        <SpaceBetween size="l">
          <Box variant="p">
            {isOutdated ? 'Load the page again to go on with the new version.' : text}
          </Box>
          <Button variant="primary" fullWidth onClick={() => window.location.reload()}>
            Load the page again
          </Button>
          <Button fullWidth href={publicPaths.start()}>
            Console home
          </Button>
        </SpaceBetween>
      </Container>
    </FrontPage>
  );
}
