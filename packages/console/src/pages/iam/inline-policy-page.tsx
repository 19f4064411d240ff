/** Writes an inline policy of a user, group or role: a new one, or one that is there. */
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { Holder } from '../../api/iam/holder-policies.ts';
import { useChangeHolder, useInlinePolicyQuery } from '../../api/iam/holder-policies.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { newPolicy, prettyDocument } from '../../editor/new-policy.ts';
import { longNameFault } from '../../forms/iam-names.ts';
import { PolicyDetailsFields } from '../../forms/policy/policy-details.tsx';
import { PolicyWizard } from '../../forms/policy/policy-wizard.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { useHolder } from './use-holder.ts';

export function InlinePolicyPage(): JSX.Element {
  const holder = useHolder();
  const [search] = useSearchParams();
  const policy = search.get('policy') ?? undefined;
  const { data, error } = useInlinePolicyQuery(holder, policy);
  if (error !== null) return <ErrorAlert error={error} />;
  if (policy !== undefined && data === undefined) return <PageLoading />;
  return <Editing key={policy ?? ''} policy={policy} document={data ?? newPolicy} />;
}

/** Saves the policy and goes back to whom it belongs. */
function useSave(holder: Holder) {
  const { mutate, error, isPending } = useChangeHolder(holder);
  const navigate = useNavigate();
  const notify = useNotify();
  const back = useIamPaths().holder(holder.kind, holder.name);
  const save = (policy: string, document: string): void =>
    mutate(
      { kind: 'put', policy, document },
      {
        onSuccess: () => {
          notify({ type: 'success', content: `Saved policy ${policy} of ${holder.name}.` });
          void navigate(back);
        },
      },
    );
  return { save, error, isPending, back };
}

function Editing({
  policy,
  document,
}: {
  readonly policy: string | undefined;
  readonly document: string;
}): JSX.Element {
  const holder = useHolder();
  const [text, setText] = useState(prettyDocument(document));
  const [name, setName] = useState(policy ?? '');
  const [isShowingFaults, showFaults] = useState(false);
  const { save, error, isPending, back } = useSave(holder);
  const fault = longNameFault(name);
  const submit = (): void => {
    showFaults(true);
    if (fault === undefined) save(name, text);
  };
  return (
    <PolicyWizard
      document={text}
      onDocument={setText}
      action={policy === undefined ? 'Create policy' : 'Save changes'}
      editTitle={
        policy === undefined
          ? `Specify permissions of ${holder.name}`
          : `Modify permissions in ${policy}`
      }
      reviewTitle={policy === undefined ? 'Review and create' : 'Review and save'}
      error={error}
      errorHeader="Policy not saved"
      isRunning={isPending}
      cancelHref={back}
      inlineOf={holder.kind}
      onSubmit={submit}
      details={
        <PolicyDetailsFields
          name={name}
          {...(policy === undefined ? { onName: setName } : {})}
          nameFault={isShowingFaults ? fault : undefined}
        />
      }
    >
      <AwsCommand
        command={`iam put-${holder.kind}-policy`}
        options={{
          [`--${holder.kind}-name`]: holder.name,
          '--policy-name': name,
          '--policy-document': 'file://policy.json',
        }}
      />
    </PolicyWizard>
  );
}
