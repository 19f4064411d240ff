/** An address that no page has. */
import Box from '@cloudscape-design/components/box';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { usePaths } from '../api/session-context.ts';
import { TextLink } from '../ui/text-link.tsx';

export function NotFoundPage(): JSX.Element {
  const paths = usePaths();
  return (
    <ContentLayout header={<Header variant="h1">Page not found</Header>}>
      <Box variant="p">
        The console has no page at this address. <TextLink href={paths.home()}>Go home</TextLink>
      </Box>
    </ContentLayout>
  );
}
