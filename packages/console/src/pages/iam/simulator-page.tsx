/**
 * `/iam/simulator`: what the live policies of a user, group or role decide, which statement does,
 * and what would be decided with other policies. The engine runs in the page; the API's simulator
 * answers beside it. Page: IAM UG "IAM policy testing with the IAM policy simulator".
 */
import type { EvaluationResult } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { Simulation } from '../../api/iam/simulation.ts';
import { useSimulation } from '../../api/iam/simulation.ts';
import { FormPage } from '../../forms/form-page.tsx';
import { ContextFields } from '../../forms/simulator/context-fields.tsx';
import { ResourcePolicyField } from '../../forms/simulator/resource-policy-field.tsx';
import { ActionFields, PrincipalField } from '../../forms/simulator/simulation-fields.tsx';
import { decider } from '../../simulator/decide.ts';
import type { LivePolicy, Unread } from '../../simulator/live-policies.ts';
import type { WhatIf } from '../../simulator/what-if.ts';
import { changedPolicies, hasChanges, noChanges } from '../../simulator/what-if.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { PoliciesPanel } from './simulator/policies-panel.tsx';
import { ResultDetails } from './simulator/result-details.tsx';
import type { Row } from './simulator/results-table.tsx';
import { agrees, ResultsTable } from './simulator/results-table.tsx';
import type { LiveScene } from './simulator/use-scene.ts';
import { questionsMax, questionsOf, useScene } from './simulator/use-scene.ts';

function Command({ simulation }: { readonly simulation: Simulation }): JSX.Element {
  const { principalArn, actions, resources, resourcePolicy } = simulation;
  return (
    <AwsCommand
      command="iam simulate-principal-policy"
      options={{
        '--policy-source-arn': principalArn,
        '--action-names': actions,
        '--resource-arns': resources,
        ...(resourcePolicy === '' ? {} : { '--resource-policy': 'file://resource-policy.json' }),
      }}
    />
  );
}

/** What the page may not see takes part in the decision all the same. */
function UnreadAlert({ unread }: { readonly unread: readonly Unread[] }): JSX.Element | null {
  if (unread.length === 0) return null;
  return (
    <Alert
      type="warning"
      header="The page decides without what you may not read; the answer of the API counts it in"
    >
      {unread.map(({ what, why }) => (
        <div key={what}>
          {what}: {why}
        </div>
      ))}
    </Alert>
  );
}

interface RowsOptions {
  readonly simulation: Simulation;
  readonly live: LiveScene;
  readonly policies: readonly LivePolicy[];
  readonly isChanged: boolean;
  readonly answers: readonly EvaluationResult[] | undefined;
}

function useRows({ simulation, live, policies, isChanged, answers }: RowsOptions): readonly Row[] {
  const { scene, policies: inForce } = live;
  return useMemo(() => {
    if (scene === undefined) return [];
    const asIs = decider(scene, inForce);
    const asIf = isChanged ? decider(scene, policies) : undefined;
    const questions = questionsOf(simulation).slice(0, questionsMax);
    return questions.map((question) => ({
      id: `${question.action} ${question.resource}`,
      question,
      live: asIs.decide(question),
      changed: asIf?.decide(question),
      api: answers?.find(
        ({ EvalActionName, EvalResourceName }) =>
          EvalActionName === question.action && EvalResourceName === question.resource,
      ),
    }));
  }, [scene, inForce, policies, isChanged, simulation, answers]);
}

/** The API and the page are one engine: where they differ, they were told different things. */
function Agreement({ rows, live }: { readonly rows: readonly Row[]; readonly live: LiveScene }) {
  if (rows.every((row) => agrees(row) !== false)) return null;
  return (
    <Alert type="warning" header="The API answers differently">
      {live.unread.length > 0
        ? 'It knows the policies that this page could not read.'
        : 'Something has changed since the policies were read, or an access control list or ' +
          'something else that the page does not look at takes part. What the API says holds.'}
    </Alert>
  );
}

function Results({
  rows,
  live,
  policies,
}: {
  readonly rows: readonly Row[];
  readonly live: LiveScene;
  readonly policies: readonly LivePolicy[];
}): JSX.Element {
  const [chosenId, choose] = useState<string>();
  const chosen = rows.find(({ id }) => id === chosenId) ?? rows[0];
  return (
    <SpaceBetween size="l">
      <Agreement rows={rows} live={live} />
      <ResultsTable rows={rows} policies={policies} chosen={chosen} onChoose={choose} />
      {chosen !== undefined && (
        <ResultDetails
          key={chosen.id}
          verdict={chosen.changed ?? chosen.live}
          policies={chosen.changed === undefined ? live.policies : policies}
        />
      )}
    </SpaceBetween>
  );
}

function Fields({
  simulation,
  live,
  isShowingFaults,
  onChange,
}: {
  readonly simulation: Simulation;
  readonly live: LiveScene;
  readonly isShowingFaults: boolean;
  onChange(simulation: Simulation): void;
}): JSX.Element {
  const { principalArn, actions } = simulation;
  const fields = { simulation, onChange };
  const fault = (holds: boolean, text: string): string | undefined =>
    isShowingFaults && holds ? text : undefined;
  return (
    <Container>
      <SpaceBetween size="l">
        <PrincipalField {...fields} errorText={fault(principalArn === '', 'Enter an ARN.')} />
        <ActionFields {...fields} errorText={fault(actions.length === 0, 'Add an action.')} />
        <ResourcePolicyField {...fields} />
        <ContextFields {...fields} scene={live.scene} policies={live.policies} />
      </SpaceBetween>
    </Container>
  );
}

interface AnswersProps {
  readonly simulation: Simulation;
  readonly live: LiveScene;
  /** Of the API, once it was asked. */
  readonly answers: readonly EvaluationResult[] | undefined;
}

/** All that follows from the question; changes are those of one principal's policies. */
function Answers({ simulation, live, answers }: AnswersProps): JSX.Element {
  const [whatIf, setWhatIf] = useState<WhatIf>(noChanges);
  const isChanged = hasChanges(whatIf);
  const policies = useMemo(() => changedPolicies(live.policies, whatIf), [live.policies, whatIf]);
  const rows = useRows({ simulation, live, policies, isChanged, answers });
  const asked = questionsOf(simulation).length;
  return (
    <SpaceBetween size="l">
      {live.error !== null && (
        <ErrorAlert error={live.error} header="The policies cannot be read" />
      )}
      {live.isPending && live.error === null && <PageLoading />}
      <UnreadAlert unread={live.unread} />
      {live.scene !== undefined && (
        <PoliciesPanel policies={live.policies} whatIf={whatIf} onChange={setWhatIf} />
      )}
      {asked > questionsMax && (
        <Alert type="info">
          {asked} actions on resources are asked about: the first {questionsMax} are shown.
        </Alert>
      )}
      {rows.length > 0 && <Results rows={rows} live={live} policies={policies} />}
    </SpaceBetween>
  );
}

/** Who, what and on what stand in the address, so that a question can be sent as a link. */
function useQuestion() {
  const [search, setSearch] = useSearchParams();
  const [simulation, setSimulation] = useState<Simulation>({
    principalArn: search.get('principal') ?? '',
    actions: search.getAll('action'),
    resources: search.getAll('resource'),
    resourcePolicy: '',
    context: [],
  });
  const change = (changed: Simulation): void => {
    const { principalArn, actions, resources } = changed;
    setSimulation(changed);
    const principal = principalArn === '' ? [] : [principalArn];
    setSearch({ principal, action: [...actions], resource: [...resources] }, { replace: true });
  };
  return [simulation, change] as const;
}

export function SimulatorPage(): JSX.Element {
  const [simulation, setSimulation] = useQuestion();
  const [isShowingFaults, showFaults] = useState(false);
  const { mutate, data, error, isPending, reset } = useSimulation();
  const live = useScene(simulation);
  const paths = useIamPaths();
  const change = (changed: Simulation): void => {
    setSimulation(changed);
    // The API's answers to other questions would mislead.
    reset();
  };
  const submit = (): void => {
    showFaults(true);
    if (simulation.actions.length > 0 && simulation.principalArn !== '') mutate(simulation);
  };
  const header = (
    <Header
      variant="h1"
      description="Decides in this page with the live policies; the API answers beside it."
    >
      Policy simulator
    </Header>
  );
  const fields = { simulation, live, isShowingFaults, onChange: change };
  return (
    <ContentLayout header={header}>
      <FormPage
        action="Run simulation"
        error={error}
        errorHeader="The API did not simulate it"
        isRunning={isPending}
        cancelHref={paths.policies()}
        onSubmit={submit}
      >
        <Fields {...fields} />
        <Answers key={simulation.principalArn} simulation={simulation} live={live} answers={data} />
        <Command simulation={simulation} />
      </FormPage>
    </ContentLayout>
  );
}
