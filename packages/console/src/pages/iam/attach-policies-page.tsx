/** Attaches managed policies to a user, group or role. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChangeHolder } from '../../api/iam/holder-policies.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { FormPage } from '../../forms/form-page.tsx';
import { PolicyChoice } from '../../forms/policy-choice.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { useHolder } from './use-holder.ts';

export function AttachPoliciesPage(): JSX.Element {
  const holder = useHolder();
  const [arns, setArns] = useState<readonly string[]>([]);
  const { mutate, error, isPending } = useChangeHolder(holder);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const back = paths.holder(holder.kind, holder.name);
  return (
    <ContentLayout header={<Header variant="h1">Attach policies to {holder.name}</Header>}>
      <FormPage
        action="Attach policies"
        error={error}
        errorHeader="Policies not attached"
        isRunning={isPending}
        cancelHref={back}
        onSubmit={() =>
          mutate(
            { kind: 'attach', arns },
            {
              onSuccess: () => {
                notify({ type: 'success', content: `Policies attached to ${holder.name}.` });
                void navigate(back);
              },
            },
          )
        }
      >
        <PolicyChoice title="Permissions policies" onChoose={setArns} />
      </FormPage>
    </ContentLayout>
  );
}
