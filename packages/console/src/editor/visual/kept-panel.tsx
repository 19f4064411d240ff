/** A statement that no block can show: why, and what it says. It can be removed. */
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import type { KeptStatement } from '../policy-model.ts';

export function KeptPanel({
  block,
  onRemove,
}: {
  readonly block: KeptStatement;
  onRemove(): void;
}): JSX.Element {
  const title = 'A statement that is kept as it is';
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded
      headerText={title}
      headerActions={
        <Button formAction="none" ariaLabel={`Remove ${title}`} onClick={onRemove}>
          Remove
        </Button>
      }
    >
      <SpaceBetween size="s">
        <Alert type="info">
          No block can show it: {block.reasons.join('; ')}. Choose JSON to edit it.
        </Alert>
        <Box variant="pre">
          <code>{JSON.stringify(block.json, undefined, 4)}</code>
        </Box>
      </SpaceBetween>
    </ExpandableSection>
  );
}
