/** After Create user: the password, the only time it can be seen, and what was refused. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import type { NewUser, RefusedStep } from '../../api/iam/create-user.ts';
import { usePaths } from '../../api/session-context.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { ConsoleLogin } from '../iam/console-login.tsx';

export function CreatedUser({
  user,
  refused,
}: {
  readonly user: NewUser;
  readonly refused: readonly RefusedStep[];
}): JSX.Element {
  const { userName, password } = user;
  const navigate = useNavigate();
  const paths = usePaths();
  return (
    <SpaceBetween size="l">
      <Alert type={refused.length === 0 ? 'success' : 'warning'}>
        {refused.length === 0
          ? `User ${userName} was created.`
          : `User ${userName} was created, but not all of the rest was done.`}
      </Alert>
      {refused.map(({ step, error }) => (
        <ErrorAlert key={step} error={error} header={`Could not ${step}`} />
      ))}
      {password !== undefined && (
        <Container
          header={
            <Header
              variant="h2"
              description="The password can be seen and saved only now; later it can only be replaced."
            >
              Console sign-in details
            </Header>
          }
        >
          <ConsoleLogin userName={userName} password={password} />
        </Container>
      )}
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => void navigate(paths.user(userName))}>View user</Button>
        <Button variant="primary" onClick={() => void navigate(paths.users())}>
          Return to users list
        </Button>
      </SpaceBetween>
    </SpaceBetween>
  );
}
