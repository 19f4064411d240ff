/** The template of forms: fields, checks as the server has them, the mutation, its failure inline. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useCreateUser } from '../api/iam/users.ts';
import { usePaths } from '../api/session-context.ts';
import { AwsCommand } from '../ui/aws-command.tsx';
import { useNotify } from '../ui/notifications.tsx';
import { FormPage } from './form-page.tsx';
import { userNameFault } from './iam-names.ts';

export function CreateUserForm(): JSX.Element {
  const [userName, setUserName] = useState('');
  const [isShowingFaults, showFaults] = useState(false);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = usePaths();
  const { mutate, error, isPending } = useCreateUser();
  const fault = userNameFault(userName);
  const submit = (): void => {
    showFaults(true);
    if (fault !== undefined) return;
    mutate(
      { UserName: userName },
      {
        onSuccess: () => {
          notify({ type: 'success', content: `Created user ${userName}.` });
          void navigate(paths.user(userName));
        },
      },
    );
  };
  return (
    <FormPage
      action="Create user"
      error={error}
      errorHeader="User not created"
      isRunning={isPending}
      cancelHref={paths.users()}
      onSubmit={submit}
    >
      <Container header={<Header variant="h2">User details</Header>}>
        <FormField
          label="User name"
          constraintText="At most 64 characters: letters, digits and + = , . @ _ -"
          errorText={isShowingFaults ? fault : undefined}
        >
          <Input
            value={userName}
            spellcheck={false}
            onChange={({ detail }) => setUserName(detail.value)}
          />
        </FormField>
      </Container>
      <AwsCommand command="iam create-user" options={{ '--user-name': userName }} />
    </FormPage>
  );
}
