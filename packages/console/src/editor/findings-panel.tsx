/** The findings about a policy, in the four tabs of AWS's editor. */
import type { ValidatePolicyFinding } from '@aws-sdk/client-accessanalyzer';
import Box from '@cloudscape-design/components/box';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import Tabs from '@cloudscape-design/components/tabs';
import type { JSX } from 'react';
import { useState } from 'react';
import { ErrorAlert } from '../ui/error-alert.tsx';

const kinds = [
  { id: 'SECURITY_WARNING', label: 'Security', icon: 'warning' },
  { id: 'ERROR', label: 'Errors', icon: 'error' },
  { id: 'WARNING', label: 'Warnings', icon: 'warning' },
  { id: 'SUGGESTION', label: 'Suggestions', icon: 'info' },
] as const;

export interface FindingsPanelProps {
  /** Absent: not known yet. */
  readonly findings: readonly ValidatePolicyFinding[] | undefined;
  readonly error: unknown;
  readonly isFetching: boolean;
  /** Where in the text the chosen finding begins. */
  onChoose(offset: number): void;
}

function FindingRow({
  finding,
  icon,
  onChoose,
}: {
  readonly finding: ValidatePolicyFinding;
  readonly icon: 'warning' | 'error' | 'info';
  onChoose(offset: number): void;
}): JSX.Element {
  const start = finding.locations?.[0]?.span?.start;
  return (
    <Box>
      <StatusIndicator type={icon}>
        <Link
          variant="secondary"
          onFollow={(event) => {
            event.preventDefault();
            onChoose(start?.offset ?? 0);
          }}
        >
          Line {start?.line ?? 1}, column {(start?.column ?? 0) + 1}
        </Link>
      </StatusIndicator>{' '}
      {finding.findingDetails} <Box variant="code">{finding.issueCode}</Box>
    </Box>
  );
}

export function FindingsPanel(props: FindingsPanelProps): JSX.Element {
  const { findings, error, isFetching, onChoose } = props;
  const [chosen, choose] = useState<string>();
  if (error !== null && findings === undefined) {
    return <ErrorAlert error={error} header="The policy could not be checked" />;
  }
  const first = kinds.find(({ id }) => findings?.some(({ findingType }) => findingType === id));
  return (
    <Tabs
      ariaLabel="Findings"
      // Until one is chosen, the one that has something to say.
      activeTabId={chosen ?? first?.id ?? kinds[0].id}
      onChange={({ detail }) => choose(detail.activeTabId)}
      tabs={kinds.map(({ id, label, icon }) => {
        const found = (findings ?? []).filter(({ findingType }) => findingType === id);
        return {
          id,
          label: `${label}: ${findings === undefined ? '…' : found.length}`,
          content:
            found.length === 0 ? (
              <Box color="text-body-secondary">{isFetching ? 'Checking' : 'None'}</Box>
            ) : (
              <SpaceBetween size="xs">
                {found.map((finding, index) => (
                  <FindingRow
                    key={`${finding.issueCode}-${index}`}
                    finding={finding}
                    icon={icon}
                    onChoose={onChoose}
                  />
                ))}
              </SpaceBetween>
            ),
        };
      })}
    />
  );
}
