/** What the page decided, what it would decide with the changes, and what the API says. */
import type { EvaluationResult } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { Decision } from '@hallpass/policy';
import type { JSX } from 'react';
import type { Question, Verdict } from '../../../simulator/decide.ts';
import { apiDecision, decidingPolicy } from '../../../simulator/decide.ts';
import type { LivePolicy } from '../../../simulator/live-policies.ts';

export interface Row {
  readonly id: string;
  readonly question: Question;
  readonly live: Verdict;
  /** Absent: nothing was changed. */
  readonly changed: Verdict | undefined;
  /** Absent: the API was not asked, or did not answer. */
  readonly api: EvaluationResult | undefined;
}

const texts = {
  allowed: 'Allowed',
  explicitDeny: 'Explicitly denied',
  implicitDeny: 'Implicitly denied',
} as const;

function DecisionStatus({ decision }: { readonly decision: keyof typeof texts }): JSX.Element {
  return (
    <StatusIndicator type={decision === 'allowed' ? 'success' : 'error'}>
      {texts[decision]}
    </StatusIndicator>
  );
}

/** `undefined`: the API was not asked. */
export function agrees({ live, api }: Row): boolean | undefined {
  return api === undefined ? undefined : api.EvalDecision === apiDecision(live.decision);
}

function ApiAnswer({ row }: { readonly row: Row }): JSX.Element {
  const { api } = row;
  if (api === undefined) return <Box color="text-body-secondary">-</Box>;
  const decision = api.EvalDecision ?? 'implicitDeny';
  return (
    <>
      <DecisionStatus decision={decision} />
      <Box color="text-body-secondary">{agrees(row) === true ? 'Same answer' : 'Differs'}</Box>
    </>
  );
}

const lacks: Readonly<Record<string, string>> = {
  identity: 'No identity-based policy allows it',
  resource: 'No resource-based policy allows it',
  trust: 'The trust policy does not allow it',
  boundary: 'The permissions boundary does not allow it',
  scp: 'The service control policies do not allow it',
  rcp: 'The resource control policies do not allow it',
};

export function reasonText(
  { decidedBy, reason }: Decision,
  policy: LivePolicy | undefined,
): string {
  if (decidedBy?.statement !== undefined) {
    const { sid, index, span } = decidedBy.statement;
    const statement = sid === undefined ? `statement ${index + 1}` : `"${sid}"`;
    return `${policy?.name ?? decidedBy.policyType}, ${statement}, line ${span.start.line}`;
  }
  if (decidedBy === undefined) return reason.replaceAll('-', ' ');
  return lacks[decidedBy.policyType] ?? reason.replaceAll('-', ' ');
}

function columnsOf(
  policies: readonly LivePolicy[],
  isChanged: boolean,
): TableProps.ColumnDefinition<Row>[] {
  const changed: TableProps.ColumnDefinition<Row> = {
    id: 'changed',
    header: 'With your changes',
    minWidth: 170,
    cell: ({ changed: verdict }) =>
      verdict === undefined ? '-' : <DecisionStatus decision={apiDecision(verdict.decision)} />,
  };
  return [
    {
      id: 'action',
      header: 'Action',
      isRowHeader: true,
      minWidth: 160,
      cell: ({ question }) => question.action,
    },
    {
      id: 'resource',
      header: 'Resource',
      minWidth: 160,
      cell: ({ question }) => question.resource,
    },
    {
      id: 'decision',
      header: 'Permission',
      minWidth: 170,
      cell: ({ live }) => <DecisionStatus decision={apiDecision(live.decision)} />,
    },
    ...(isChanged ? [changed] : []),
    {
      id: 'why',
      header: 'Decided by',
      minWidth: 200,
      cell: ({ live, changed: verdict = live }) =>
        reasonText(verdict.decision, decidingPolicy(verdict, policies)),
    },
    {
      id: 'api',
      header: 'Answer of the API',
      minWidth: 170,
      cell: (row) => <ApiAnswer row={row} />,
    },
  ];
}

export interface ResultsTableProps {
  readonly rows: readonly Row[];
  /** In force, with the changes. */
  readonly policies: readonly LivePolicy[];
  readonly chosen: Row | undefined;
  onChoose(id: string): void;
}

export function ResultsTable({ rows, policies, chosen, onChoose }: ResultsTableProps): JSX.Element {
  const isChanged = rows.some(({ changed }) => changed !== undefined);
  return (
    <Table
      variant="container"
      wrapLines
      items={[...rows]}
      trackBy="id"
      selectionType="single"
      selectedItems={chosen === undefined ? [] : [chosen]}
      onSelectionChange={({ detail }) => onChoose(detail.selectedItems[0]?.id ?? '')}
      onRowClick={({ detail }) => onChoose(detail.item.id)}
      columnDefinitions={columnsOf(policies, isChanged)}
      ariaLabels={{
        tableLabel: 'Results',
        selectionGroupLabel: 'Result to explain',
        itemSelectionLabel: (_selection, { question }) =>
          `Explain ${question.action} on ${question.resource}`,
      }}
      header={
        <Header
          variant="h2"
          counter={`(${rows.length})`}
          description="Decided in this page by the engine that the server enforces with."
        >
          Results
        </Header>
      }
    />
  );
}
