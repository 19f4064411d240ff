/**
 * Create user, in AWS's steps: details, permissions, review, and the password at the end. Page: IAM
 * UG "Create an IAM user in your AWS account" (console).
 */
import Wizard from '@cloudscape-design/components/wizard';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { usePasswordPolicyQuery } from '../../api/iam/account.ts';
import type { NewUser } from '../../api/iam/create-user.ts';
import { useCreateUser } from '../../api/iam/create-user.ts';
import { usePaths } from '../../api/session-context.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { tagsHaveFault } from '../iam/tag-fields.tsx';
import { CreatedUser } from './created-user.tsx';
import { DetailsStep } from './details-step.tsx';
import type { UserDraft } from './draft.ts';
import {
  detailsFaults,
  emptyDraft,
  hasDetailsFault,
  hasPermissionsFault,
  newUserOf,
  permissionsFaults,
} from './draft.ts';
import { PermissionsStep } from './permissions-step.tsx';
import { ReviewStep } from './review-step.tsx';

const labels = {
  stepNumberLabel: (step: number) => `Step ${step}`,
  collapsedStepsLabel: (step: number, count: number) => `Step ${step} of ${count}`,
  navigationAriaLabel: 'Steps',
  cancelButton: 'Cancel',
  previousButton: 'Previous',
  nextButton: 'Next',
};

/** The first step that does not let one go on to `to`; `to` itself when all do. */
function reachable(draft: UserDraft, to: number): number {
  if (to > 0 && hasDetailsFault(draft)) return 0;
  if (to > 1 && hasPermissionsFault(draft)) return 1;
  return to;
}

function useSubmit() {
  const { mutate, data: refused, error, isPending, variables } = useCreateUser();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = usePaths();
  const submit = (user: NewUser): void =>
    mutate(user, {
      onSuccess: (steps) => {
        // With nothing more to tell, the user's own page is next.
        if (user.password !== undefined || steps.length > 0) return;
        notify({ type: 'success', content: `Created user ${user.userName}.` });
        void navigate(paths.user(user.userName));
      },
    });
  return { submit, refused, error, isPending, made: variables };
}

export function CreateUserWizard(): JSX.Element {
  const [step, setStep] = useState(0);
  const [draft, setDraft] = useState(emptyDraft);
  const [isShowingFaults, showFaults] = useState(false);
  const { data: policy } = usePasswordPolicyQuery();
  const { submit, refused, error, isPending, made } = useSubmit();
  const navigate = useNavigate();
  const paths = usePaths();
  if (refused !== undefined && made !== undefined) {
    return <CreatedUser user={made} refused={refused} />;
  }
  const change = (part: Partial<UserDraft>): void => setDraft({ ...draft, ...part });
  const go = (to: number): void => {
    const reached = reachable(draft, to);
    showFaults(reached < to);
    setStep(reached);
  };
  const props = { draft, onChange: change };
  return (
    <Wizard
      i18nStrings={labels}
      submitButtonText="Create user"
      isLoadingNextStep={isPending}
      activeStepIndex={step}
      onNavigate={({ detail }) => go(detail.requestedStepIndex)}
      onCancel={() => void navigate(paths.users())}
      onSubmit={() => {
        if (!tagsHaveFault(draft.tags)) submit(newUserOf(draft, policy?.MinimumPasswordLength));
      }}
      steps={[
        {
          title: 'Specify user details',
          content: <DetailsStep {...props} faults={isShowingFaults ? detailsFaults(draft) : {}} />,
        },
        {
          title: 'Set permissions',
          content: (
            <PermissionsStep {...props} faults={isShowingFaults ? permissionsFaults(draft) : {}} />
          ),
        },
        { title: 'Review and create', content: <ReviewStep {...props} error={error} /> },
      ]}
    />
  );
}
