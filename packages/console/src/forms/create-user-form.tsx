/** The template of forms: fields, checks as the server has them, the mutation, its failure inline. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Form from '@cloudscape-design/components/form';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useCreateUser } from '../api/iam/users.ts';
import { usePaths } from '../api/session-context.ts';
import { AwsCommand } from '../ui/aws-command.tsx';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { useNotify } from '../ui/notifications.tsx';
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
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Form
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={() => void navigate(paths.users())}>
              Cancel
            </Button>
            <Button variant="primary" formAction="submit" loading={isPending}>
              Create user
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {error !== null && <ErrorAlert error={error} header="User not created" />}
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
        </SpaceBetween>
      </Form>
    </form>
  );
}
