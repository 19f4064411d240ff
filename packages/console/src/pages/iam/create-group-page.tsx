/** `/iam/create-group` */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useChangeGroup } from '../../api/iam/groups.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { FormPage } from '../../forms/form-page.tsx';
import { longNameFault } from '../../forms/iam-names.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { useNotify } from '../../ui/notifications.tsx';

export function CreateGroupPage(): JSX.Element {
  const [name, setName] = useState('');
  const [isShowingFaults, showFaults] = useState(false);
  const { mutate, error, isPending } = useChangeGroup(name);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const fault = longNameFault(name);
  const submit = (): void => {
    showFaults(true);
    if (fault !== undefined) return;
    mutate(
      { kind: 'create' },
      {
        onSuccess: () => {
          notify({ type: 'success', content: `Created group ${name}.` });
          void navigate(paths.group(name));
        },
      },
    );
  };
  return (
    <ContentLayout header={<Header variant="h1">Create user group</Header>}>
      <FormPage
        action="Create user group"
        error={error}
        errorHeader="Group not created"
        isRunning={isPending}
        cancelHref={paths.groups()}
        onSubmit={submit}
      >
        <Container>
          <FormField label="User group name" errorText={isShowingFaults ? fault : undefined}>
            <Input
              value={name}
              spellcheck={false}
              onChange={({ detail }) => setName(detail.value)}
            />
          </FormField>
        </Container>
        <AwsCommand command="iam create-group" options={{ '--group-name': name }} />
      </FormPage>
    </ContentLayout>
  );
}
