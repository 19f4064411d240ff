/** Create role, in AWS's three steps: trusted entity, permissions, name and review. */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { useCreateRole } from '../../api/iam/roles.ts';
import { useSession } from '../../api/session-context.ts';
import { CodeView } from '../../editor/code-view.tsx';
import { SwitchLinkText } from '../../pages/iam/switch-link-text.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { roleNameFault } from '../iam-names.ts';
import { PolicyChoice } from '../policy-choice.tsx';
import { initialTrust, trustFault, trustPolicy } from './trust.ts';
import { TrustStep } from './trust-step.tsx';

interface Details {
  readonly name: string;
  readonly description: string;
}

interface ReviewProps {
  readonly details: Details;
  onChange(details: Details): void;
  readonly isShowingFaults: boolean;
  readonly trustPolicy: string;
  readonly policyArns: readonly string[];
  readonly error: unknown;
}

function ReviewStep(props: ReviewProps): JSX.Element {
  const { details, onChange, isShowingFaults, policyArns, error } = props;
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} header="Role not created" />}
      <Container header={<Header variant="h2">Role details</Header>}>
        <SpaceBetween size="l">
          <FormField
            label="Role name"
            errorText={isShowingFaults ? roleNameFault(details.name) : undefined}
          >
            <Input
              value={details.name}
              spellcheck={false}
              onChange={({ detail }) => onChange({ ...details, name: detail.value })}
            />
          </FormField>
          <FormField label="Description - optional">
            <Input
              value={details.description}
              onChange={({ detail }) => onChange({ ...details, description: detail.value })}
            />
          </FormField>
        </SpaceBetween>
      </Container>
      <Container header={<Header variant="h2">Step 1: Select trusted entities</Header>}>
        <CodeView key={props.trustPolicy} value={props.trustPolicy} label="Trust policy" />
      </Container>
      <Container header={<Header variant="h2">Step 2: Add permissions</Header>}>
        {policyArns.length === 0
          ? 'No policies'
          : policyArns.map((arn) => <Box key={arn}>{arn}</Box>)}
      </Container>
      <AwsCommand
        command="iam create-role"
        options={{
          '--role-name': details.name,
          '--assume-role-policy-document': 'file://trust.json',
        }}
      />
    </SpaceBetween>
  );
}

/** Creates the role and tells how to switch to it. */
function useSubmit() {
  const { mutate, error, isPending } = useCreateRole();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const submit = (role: Parameters<typeof mutate>[0]): void => {
    mutate(role, {
      onSuccess: (made) => {
        notify({
          type: 'success',
          header: `Role ${role.name} was created.`,
          content: <SwitchLinkText role={made} />,
        });
        void navigate(paths.role(role.name));
      },
    });
  };
  return { submit, error, isPending };
}

const labels = {
  stepNumberLabel: (step: number) => `Step ${step}`,
  collapsedStepsLabel: (step: number, count: number) => `Step ${step} of ${count}`,
  navigationAriaLabel: 'Steps',
  cancelButton: 'Cancel',
  previousButton: 'Previous',
  nextButton: 'Next',
};

/** What was entered so far, and going from step to step. */
function useWizard() {
  const [step, setStep] = useState(0);
  const [trust, setTrust] = useState(initialTrust);
  const [policyArns, setPolicyArns] = useState<readonly string[]>([]);
  const [details, setDetails] = useState<Details>({ name: '', description: '' });
  const [isShowingFaults, showFaults] = useState(false);
  const fault = trustFault(trust);
  const go = (to: number): void => {
    const mayLeave = step !== 0 || fault === undefined || to < step;
    showFaults(!mayLeave);
    if (mayLeave) setStep(to);
  };
  const shownFault = isShowingFaults ? fault : undefined;
  const entered = { trust, setTrust, policyArns, setPolicyArns, details, setDetails };
  return { ...entered, step, go, isShowingFaults, showFaults, shownFault };
}

export function CreateRoleWizard(): JSX.Element {
  const wizard = useWizard();
  const { trust, policyArns, details } = wizard;
  const { submit, error, isPending } = useSubmit();
  const { accountId } = useSession();
  const navigate = useNavigate();
  const paths = useIamPaths();
  const document = trustPolicy(trust, accountId);
  const create = (): void => {
    wizard.showFaults(true);
    if (roleNameFault(details.name) !== undefined) return;
    submit({ ...details, trustPolicy: document, policyArns, tags: [] });
  };
  const trustStep = (
    <TrustStep trust={trust} onChange={wizard.setTrust} fault={wizard.shownFault} />
  );
  const policiesStep = (
    <PolicyChoice
      title="Permissions policies"
      chosen={policyArns}
      onChoose={wizard.setPolicyArns}
    />
  );
  const reviewStep = (
    <ReviewStep
      details={details}
      onChange={wizard.setDetails}
      isShowingFaults={wizard.isShowingFaults}
      trustPolicy={document}
      policyArns={policyArns}
      error={error}
    />
  );
  return (
    <Wizard
      i18nStrings={labels}
      submitButtonText="Create role"
      isLoadingNextStep={isPending}
      activeStepIndex={wizard.step}
      onNavigate={({ detail }) => wizard.go(detail.requestedStepIndex)}
      onCancel={() => void navigate(paths.roles())}
      onSubmit={create}
      steps={[
        { title: 'Select trusted entity', content: trustStep },
        { title: 'Add permissions', content: policiesStep },
        { title: 'Name, review, and create', content: reviewStep },
      ]}
    />
  );
}
