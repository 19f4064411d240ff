/**
 * `/iam/policies/ARN/edit`: a new version of a customer managed policy. Of the five that a policy
 * may have, one must go when there are five. Page: IAM UG "Versioning IAM policies".
 */
import type { PolicyVersion } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { PolicyDetails } from '../../api/iam/policies.ts';
import { useChangePolicy, usePolicyQuery, versionsMax } from '../../api/iam/policies.ts';
import { prettyDocument } from '../../editor/new-policy.ts';
import { PolicyWizard } from '../../forms/policy/policy-wizard.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';

export function EditPolicyPage(): JSX.Element {
  const { policyArn = '' } = useParams();
  const { data, error, isPending } = usePolicyQuery(policyArn);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} />;
  return <Editing arn={policyArn} details={data} />;
}

interface VersionChoice {
  readonly setsDefault: boolean;
  /** The version that makes room. */
  readonly dropped: string | undefined;
}

/** Room is made by the oldest of those that are not in force. */
function firstChoice(versions: readonly PolicyVersion[]): VersionChoice {
  const idle = versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true);
  const oldest = versions.length < versionsMax ? undefined : idle.at(-1)?.VersionId;
  return { setsDefault: true, dropped: oldest };
}

function DroppedField({
  versions,
  choice,
  onChange,
}: {
  readonly versions: readonly PolicyVersion[];
  readonly choice: VersionChoice;
  onChange(choice: VersionChoice): void;
}): JSX.Element {
  const options = versions
    .filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)
    .map(({ VersionId = '', CreateDate }) => ({
      value: VersionId,
      label: VersionId,
      description: CreateDate?.toISOString() ?? '',
    }));
  return (
    <Alert
      type="warning"
      header={`This policy has ${versionsMax} versions, as many as it may have`}
    >
      <FormField label="Version to delete" description="It is deleted before the new one is saved.">
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === choice.dropped) ?? null}
          onChange={({ detail }) => {
            const dropped = detail.selectedOption.value;
            if (dropped !== undefined) onChange({ ...choice, dropped });
          }}
        />
      </FormField>
    </Alert>
  );
}

function VersionFields(props: Parameters<typeof DroppedField>[0]): JSX.Element {
  const { versions, choice, onChange } = props;
  return (
    <Container
      header={
        <Header variant="h2" description="Saving makes a new version of the policy.">
          Version
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Checkbox
          checked={choice.setsDefault}
          description="The default version is the one in force, at once and for everyone who has the policy."
          onChange={({ detail }) => onChange({ ...choice, setsDefault: detail.checked })}
        >
          Set this new version as the default
        </Checkbox>
        {versions.length >= versionsMax && <DroppedField {...props} />}
      </SpaceBetween>
    </Container>
  );
}

function Editing({
  arn,
  details,
}: {
  readonly arn: string;
  readonly details: PolicyDetails;
}): JSX.Element {
  const { policy, versions, document } = details;
  const [text, setText] = useState(prettyDocument(document));
  const [choice, setChoice] = useState(firstChoice(versions));
  const { mutate, error, isPending } = useChangePolicy(arn);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const name = policy.PolicyName ?? '';
  const save = (): void =>
    mutate(
      { kind: 'new-version', document: text, ...choice },
      {
        onSuccess: () => {
          notify({ type: 'success', content: `Saved a new version of ${name}.` });
          void navigate(paths.policy(arn));
        },
      },
    );
  return (
    <PolicyWizard
      document={text}
      onDocument={setText}
      action="Save changes"
      editTitle={`Modify permissions in ${name}`}
      reviewTitle="Review and save"
      error={error}
      errorHeader="Policy not saved"
      isRunning={isPending}
      cancelHref={paths.policy(arn)}
      onSubmit={save}
      details={<VersionFields versions={versions} choice={choice} onChange={setChoice} />}
    >
      <AwsCommand
        command={`iam create-policy-version${choice.setsDefault ? ' --set-as-default' : ''}`}
        options={{ '--policy-arn': arn, '--policy-document': 'file://policy.json' }}
      />
    </PolicyWizard>
  );
}
