/** What a managed policy says, as a summary or as its JSON. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { CodeView } from '../../editor/code-view.tsx';
import { prettyDocument } from '../../editor/new-policy.ts';
import { PolicySummaryTable } from '../../editor/policy-summary-table.tsx';

export interface PolicyPermissionsProps {
  readonly document: string;
  /** Absent: nobody can edit it. */
  readonly editHref: string | undefined;
}

export function PolicyPermissions({ document, editHref }: PolicyPermissionsProps): JSX.Element {
  const navigate = useNavigate();
  const [shown, show] = useState('summary');
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <SegmentedControl
        label="Show as"
        selectedId={shown}
        options={[
          { id: 'summary', text: 'Summary' },
          { id: 'json', text: 'JSON' },
        ]}
        onChange={({ detail }) => show(detail.selectedId)}
      />
      {editHref !== undefined && <Button onClick={() => void navigate(editHref)}>Edit</Button>}
    </SpaceBetween>
  );
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Permissions defined in this policy
        </Header>
      }
    >
      {shown === 'summary' ? (
        <PolicySummaryTable document={document} />
      ) : (
        <CodeView value={prettyDocument(document)} label="Policy document" />
      )}
    </Container>
  );
}
