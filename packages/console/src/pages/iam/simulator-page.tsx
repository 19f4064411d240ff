/**
 * `/iam/simulator`: what the live policies of a user, group or role decide, and which statement
 * does. Page: IAM UG "IAM policy testing with the IAM policy simulator".
 */
import type { EvaluationResult, Statement } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { Simulation } from '../../api/iam/simulation.ts';
import { useSimulation } from '../../api/iam/simulation.ts';
import { FormPage } from '../../forms/form-page.tsx';
import { ActionFields, ContextFields, PrincipalField } from '../../forms/iam/simulation-fields.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';

function DecisionText({ result }: { readonly result: EvaluationResult }): JSX.Element {
  const { EvalDecision } = result;
  if (EvalDecision === 'allowed') return <StatusIndicator>Allowed</StatusIndicator>;
  const text = EvalDecision === 'explicitDeny' ? 'Explicitly denied' : 'Implicitly denied';
  return <StatusIndicator type="error">{text}</StatusIndicator>;
}

function placeText({ SourcePolicyId = '', SourcePolicyType, StartPosition }: Statement): string {
  const line = StartPosition?.Line === undefined ? '' : `, line ${StartPosition.Line}`;
  const type = SourcePolicyType === undefined ? '' : ` (${SourcePolicyType})`;
  return `${SourcePolicyId}${type}${line}`;
}

/** Why no statement decided, where something else than the principal's policies did. */
function reasonsOf(result: EvaluationResult): string[] {
  const { OrganizationsDecisionDetail, PermissionsBoundaryDecisionDetail } = result;
  const missing = result.MissingContextValues ?? [];
  const reasons: [boolean, string][] = [
    [
      OrganizationsDecisionDetail?.AllowedByOrganizations === false,
      "The organization's policies do not allow it",
    ],
    [
      PermissionsBoundaryDecisionDetail?.AllowedByPermissionsBoundary === false,
      'The permissions boundary does not allow it',
    ],
    [missing.length > 0, `No value was given for ${missing.join(', ')}`],
  ];
  return reasons.filter(([holds]) => holds).map(([, text]) => text);
}

function Deciding({ result }: { readonly result: EvaluationResult }): JSX.Element {
  const texts = [...(result.MatchedStatements ?? []).map(placeText), ...reasonsOf(result)];
  if (texts.length === 0) return <>No statement matches</>;
  return (
    <>
      {[...new Set(texts)].map((text) => (
        <div key={text}>{text}</div>
      ))}
    </>
  );
}

const columns: TableProps.ColumnDefinition<EvaluationResult>[] = [
  {
    id: 'action',
    header: 'Action',
    isRowHeader: true,
    cell: ({ EvalActionName }) => EvalActionName,
  },
  { id: 'resource', header: 'Resource', cell: ({ EvalResourceName }) => EvalResourceName },
  { id: 'decision', header: 'Permission', cell: (result) => <DecisionText result={result} /> },
  { id: 'why', header: 'Deciding statements', cell: (result) => <Deciding result={result} /> },
];

function Results({ results }: { readonly results: readonly EvaluationResult[] }): JSX.Element {
  return (
    <Table
      variant="container"
      wrapLines
      items={[...results]}
      columnDefinitions={columns}
      ariaLabels={{ tableLabel: 'Results' }}
      empty={<Box>No results</Box>}
      header={
        <Header variant="h2" counter={`(${results.length})`}>
          Results
        </Header>
      }
    />
  );
}

function Command({ simulation }: { readonly simulation: Simulation }): JSX.Element {
  const { principalArn, actions, resources } = simulation;
  return (
    <AwsCommand
      command="iam simulate-principal-policy"
      options={{
        '--policy-source-arn': principalArn,
        '--action-names': actions,
        '--resource-arns': resources,
      }}
    />
  );
}

export function SimulatorPage(): JSX.Element {
  const [search] = useSearchParams();
  const [simulation, setSimulation] = useState<Simulation>({
    principalArn: search.get('principal') ?? '',
    actions: [],
    resources: [],
    context: [],
  });
  const [isShowingFaults, showFaults] = useState(false);
  const { mutate, data, error, isPending, reset } = useSimulation();
  const paths = useIamPaths();
  const change = (changed: Simulation): void => {
    setSimulation(changed);
    // Results of other questions would mislead.
    reset();
  };
  const hasActions = simulation.actions.length > 0;
  const fields = { simulation, onChange: change };
  return (
    <ContentLayout header={<Header variant="h1">Policy simulator</Header>}>
      <FormPage
        action="Run simulation"
        error={error}
        errorHeader="The simulation did not run"
        isRunning={isPending}
        cancelHref={paths.policies()}
        onSubmit={() => {
          showFaults(true);
          if (hasActions && simulation.principalArn !== '') mutate(simulation);
        }}
      >
        <Container>
          <SpaceBetween size="l">
            <PrincipalField
              {...fields}
              errorText={
                isShowingFaults && simulation.principalArn === '' ? 'Enter an ARN.' : undefined
              }
            />
            <ActionFields
              {...fields}
              errorText={isShowingFaults && !hasActions ? 'Add an action.' : undefined}
            />
            <ContextFields {...fields} />
          </SpaceBetween>
        </Container>
        {data !== undefined && <Results results={data} />}
        <Command simulation={simulation} />
      </FormPage>
    </ContentLayout>
  );
}
