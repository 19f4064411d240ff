/**
 * Create role, in AWS's three steps: trusted entity, permissions with the boundary, name and
 * review. Page: IAM UG "Create a role to give permissions to an IAM user" (console).
 */
import SpaceBetween from '@cloudscape-design/components/space-between';
import Wizard from '@cloudscape-design/components/wizard';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { errorText } from '../../api/errors.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { CreatedRole, NewRole } from '../../api/iam/roles.ts';
import { useCreateRole } from '../../api/iam/roles.ts';
import { useSession } from '../../api/session-context.ts';
import { SwitchLinkText } from '../../pages/iam/switch-link-text.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { BoundaryFields, boundaryFault } from '../iam/boundary-fields.tsx';
import { PolicyChoice } from '../policy-choice.tsx';
import type { RoleDraft } from './draft.ts';
import { emptyRoleDraft, hasReviewFault, newRoleOf } from './draft.ts';
import { ReviewStep } from './review-step.tsx';
import { initialTrust, trustFault, trustPolicy } from './trust.ts';
import { TrustStep } from './trust-step.tsx';

/** Creates the role and tells how to switch to it, and what was refused once it was there. */
function useSubmit() {
  const { mutate, error, isPending } = useCreateRole();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const told = (name: string, { role, refused }: CreatedRole): void => {
    for (const { arn, error: why } of refused) {
      notify({
        type: 'error',
        header: `The policy ${arn} was not attached to ${name}.`,
        content: errorText(why).message,
      });
    }
    notify({
      type: 'success',
      header: `Role ${name} was created.`,
      content: <SwitchLinkText role={role} />,
    });
    void navigate(paths.role(name));
  };
  const submit = (role: NewRole): void =>
    mutate(role, { onSuccess: (made) => told(role.name, made) });
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

/** What was entered so far, and going from step to step: past no step with a fault. */
function useWizard() {
  const [step, setStep] = useState(0);
  const [trust, setTrust] = useState(initialTrust);
  const [draft, setDraft] = useState(emptyRoleDraft);
  const [isShowingFaults, showFaults] = useState(false);
  const faults = [trustFault(trust), boundaryFault(draft.boundary)];
  const go = (to: number): void => {
    const stop = faults.findIndex((fault, at) => at < to && fault !== undefined);
    const reached = stop < 0 ? to : stop;
    showFaults(reached < to);
    setStep(reached);
  };
  const change = (part: Partial<RoleDraft>): void => setDraft({ ...draft, ...part });
  const [shownTrustFault, shownBoundaryFault] = isShowingFaults ? faults : [];
  const shown = { shownTrustFault, shownBoundaryFault };
  return { trust, setTrust, draft, change, step, go, isShowingFaults, showFaults, ...shown };
}

type WizardState = ReturnType<typeof useWizard>;

function PermissionsStep({ wizard }: { readonly wizard: WizardState }): JSX.Element {
  const { draft, change } = wizard;
  return (
    <SpaceBetween size="l">
      <PolicyChoice
        title="Permissions policies"
        chosen={draft.policyArns}
        onChoose={(policyArns) => change({ policyArns })}
      />
      <BoundaryFields
        noun="role"
        choice={draft.boundary}
        onChange={(boundary) => change({ boundary })}
        fault={wizard.shownBoundaryFault}
      />
    </SpaceBetween>
  );
}

export function CreateRoleWizard(): JSX.Element {
  const wizard = useWizard();
  const { trust, draft } = wizard;
  const { submit, error, isPending } = useSubmit();
  const { accountId } = useSession();
  const navigate = useNavigate();
  const paths = useIamPaths();
  const document = trustPolicy(trust, accountId);
  const create = (): void => {
    wizard.showFaults(true);
    if (!hasReviewFault(draft)) submit(newRoleOf(draft, document));
  };
  const trustStep = (
    <TrustStep trust={trust} onChange={wizard.setTrust} fault={wizard.shownTrustFault} />
  );
  const reviewStep = (
    <ReviewStep
      draft={draft}
      onChange={wizard.change}
      isShowingFaults={wizard.isShowingFaults}
      trustPolicy={document}
      error={error}
      onEdit={wizard.go}
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
        { title: 'Add permissions', content: <PermissionsStep wizard={wizard} /> },
        { title: 'Name, review, and create', content: reviewStep },
      ]}
    />
  );
}
