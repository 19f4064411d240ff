/**
 * Writing a policy in AWS's two steps: its document in the editor, then a review with what else it
 * needs. Page: IAM UG "Create IAM policies (console)".
 */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import { parsePolicy } from '@hallpass/policy';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import { PolicySummaryTable } from '../../editor/policy-summary-table.tsx';
import type { HolderKind } from '../../paths/iam-paths.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';

export interface PolicyWizardProps {
  readonly document: string;
  onDocument(document: string): void;
  /** `Create policy` */
  readonly action: string;
  /** `Specify permissions` */
  readonly editTitle: string;
  /** `Review and create` */
  readonly reviewTitle: string;
  /** Of the mutation: `null` while there is none. */
  readonly error: unknown;
  readonly errorHeader: string;
  readonly isRunning: boolean;
  readonly cancelHref: string;
  /** Whose inline policy it is; absent: a managed one. */
  readonly inlineOf?: HolderKind;
  onSubmit(): void;
  /** Before the summary: name, description … */
  readonly details: ReactNode;
  /** After it: tags, the command that does the same. */
  readonly children?: ReactNode;
}

/** What the service could not even read is said before the review. */
function documentFault(document: string): string | undefined {
  if (document.trim() === '') return 'Write a policy.';
  const [error] = parsePolicy(document).errors;
  return error === undefined
    ? undefined
    : `The JSON has an error in line ${error.at.line}: ${error.message}.`;
}

const labels = {
  stepNumberLabel: (step: number) => `Step ${step}`,
  collapsedStepsLabel: (step: number, count: number) => `Step ${step} of ${count}`,
  navigationAriaLabel: 'Steps',
  cancelButton: 'Cancel',
  previousButton: 'Previous',
  nextButton: 'Next',
};

function Review(
  props: Pick<PolicyWizardProps, 'document' | 'error' | 'errorHeader' | 'details' | 'children'>,
): JSX.Element {
  const { document, error, errorHeader, details, children } = props;
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} header={errorHeader} />}
      {details}
      <Container
        header={
          <Header variant="h2" description="What the policy allows and denies, by service.">
            Permissions defined in this policy
          </Header>
        }
      >
        <PolicySummaryTable document={document} />
      </Container>
      {children}
    </SpaceBetween>
  );
}

export function PolicyWizard(props: PolicyWizardProps): JSX.Element {
  const {
    document,
    onDocument,
    action,
    editTitle,
    reviewTitle,
    isRunning,
    cancelHref,
    inlineOf,
    onSubmit,
  } = props;
  const [step, setStep] = useState(0);
  const [isShowingFault, showFault] = useState(false);
  const navigate = useNavigate();
  const fault = documentFault(document);
  return (
    <Wizard
      i18nStrings={labels}
      submitButtonText={action}
      isLoadingNextStep={isRunning}
      activeStepIndex={step}
      onNavigate={({ detail }) => {
        showFault(fault !== undefined);
        setStep(fault === undefined ? detail.requestedStepIndex : 0);
      }}
      onCancel={() => void navigate(cancelHref)}
      onSubmit={onSubmit}
      steps={[
        {
          title: editTitle,
          content: (
            <Container header={<Header variant="h2">Policy editor</Header>}>
              <SpaceBetween size="s">
                {isShowingFault && fault !== undefined && (
                  <Alert type="error" header="The policy cannot be reviewed yet">
                    {fault}
                  </Alert>
                )}
                <PolicyEditor
                  value={document}
                  onChange={onDocument}
                  use="identity"
                  {...(inlineOf === undefined ? {} : { inlineOf })}
                />
              </SpaceBetween>
            </Container>
          ),
        },
        { title: reviewTitle, content: <Review {...props} /> },
      ]}
    />
  );
}
