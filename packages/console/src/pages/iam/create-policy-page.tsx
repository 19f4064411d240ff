/** `/iam/create-policy`: the document, then its name; findings while one types. */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { useCreatePolicy } from '../../api/iam/policies.ts';
import { newPolicy } from '../../editor/new-policy.ts';
import { PolicyEditor } from '../../editor/policy-editor.tsx';
import { PolicySummaryTable } from '../../editor/policy-summary-table.tsx';
import { FormPage } from '../../forms/form-page.tsx';
import { longNameFault } from '../../forms/iam-names.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';

function PolicyReview({ document }: { readonly document: string }): JSX.Element {
  return (
    <Container header={<Header variant="h2">Permissions defined in this policy</Header>}>
      <PolicySummaryTable document={document} />
    </Container>
  );
}

export function CreatePolicyPage(): JSX.Element {
  const [document, setDocument] = useState(newPolicy);
  const [name, setName] = useState('');
  const [description, setDescription] = useState('');
  const [isShowingFaults, showFaults] = useState(false);
  const { mutate, error, isPending } = useCreatePolicy();
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const fault = longNameFault(name);
  const submit = (): void => {
    showFaults(true);
    if (fault !== undefined) return;
    mutate(
      { name, description, document },
      {
        onSuccess: (arn) => {
          notify({ type: 'success', content: `Created policy ${name}.` });
          void navigate(paths.policy(arn));
        },
      },
    );
  };
  return (
    <ContentLayout header={<Header variant="h1">Create policy</Header>}>
      <FormPage
        action="Create policy"
        error={error}
        errorHeader="Policy not created"
        isRunning={isPending}
        cancelHref={paths.policies()}
        onSubmit={submit}
      >
        <Container header={<Header variant="h2">Policy editor</Header>}>
          <PolicyEditor value={document} onChange={setDocument} use="identity" />
        </Container>
        <PolicyReview document={document} />
        <Container header={<Header variant="h2">Policy details</Header>}>
          <SpaceBetween size="l">
            <FormField label="Policy name" errorText={isShowingFaults ? fault : undefined}>
              <Input
                value={name}
                spellcheck={false}
                onChange={({ detail }) => setName(detail.value)}
              />
            </FormField>
            <FormField label="Description - optional">
              <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
            </FormField>
          </SpaceBetween>
        </Container>
        <AwsCommand
          command="iam create-policy"
          options={{ '--policy-name': name, '--policy-document': 'file://policy.json' }}
        />
      </FormPage>
    </ContentLayout>
  );
}
