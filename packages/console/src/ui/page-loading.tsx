/** While nothing else can be shown yet. */
import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import type { JSX } from 'react';

export function PageLoading(): JSX.Element {
  return (
    <Box textAlign="center" padding="xxxl">
      <Spinner size="large" />
      <Box variant="p" color="text-body-secondary">
        Loading
      </Box>
    </Box>
  );
}
