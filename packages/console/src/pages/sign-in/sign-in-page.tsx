/**
 * `/signin`: as IAM user or as root user, then the MFA code or a new password where they are asked
 * for. `account` fills the form, `next` is where to go afterwards.
 */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import type { RootLogin, SignInAnswer, UserLogin } from '../../api/console-api.ts';
import { MfaForm } from '../../forms/mfa-form.tsx';
import { NewPasswordForm } from '../../forms/new-password-form.tsx';
import { RootSignInForm } from '../../forms/root-sign-in-form.tsx';
import { UserSignInForm } from '../../forms/user-sign-in-form.tsx';
import { inSession, publicPaths } from '../../paths/paths.ts';
import { FrontPage } from '../../ui/front-page.tsx';

/** What was typed stays in memory until the door opens: the next step sends it once more. */
interface Step {
  readonly login: UserLogin | RootLogin;
  readonly answer: SignInAnswer;
}

export function SignInPage(): JSX.Element {
  const [step, setStep] = useState<Step>();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const next = search.get('next') ?? '';
  const isRoot = search.get('kind') === 'root';
  const proceed = (login: UserLogin | RootLogin, answer: SignInAnswer): void => {
    if (answer.status === 'signed-in') void navigate(inSession(answer.session.id, next));
    else setStep({ login, answer });
  };
  if (step?.answer.status === 'mfa-required') {
    const { login, answer } = step;
    return (
      <SignInFrame title="Multi-factor authentication" onCancel={() => setStep(undefined)}>
        <MfaForm
          login={login}
          serialNumbers={answer.serialNumbers}
          onAnswer={(then) => proceed(login, then)}
        />
      </SignInFrame>
    );
  }
  if (step?.answer.status === 'password-change-required') {
    const { login, answer } = step;
    return (
      <SignInFrame title="Change your password" onCancel={() => setStep(undefined)}>
        <NewPasswordForm challenge={answer.challenge} onAnswer={(then) => proceed(login, then)} />
      </SignInFrame>
    );
  }
  const other = publicPaths.signIn(isRoot ? { next } : { next, kind: 'root' });
  return (
    <SignInFrame title={isRoot ? 'Root user sign in' : 'IAM user sign in'}>
      {isRoot ? (
        <RootSignInForm onAnswer={proceed} />
      ) : (
        <UserSignInForm account={search.get('account') ?? ''} onAnswer={proceed} />
      )}
      <Button fullWidth onClick={() => void navigate(other)}>
        {isRoot ? 'Sign in as IAM user' : 'Sign in as root user'}
      </Button>
    </SignInFrame>
  );
}

function SignInFrame({
  title,
  children,
  onCancel,
}: {
  readonly title: string;
  readonly children: React.ReactNode;
  onCancel?(): void;
}): JSX.Element {
  return (
    <FrontPage title={title}>
      <Container header={<Header variant="h1">{title}</Header>}>
        <SpaceBetween size="l">
          {children}
          {onCancel !== undefined && (
            <Button fullWidth onClick={onCancel}>
              Cancel
            </Button>
          )}
        </SpaceBetween>
      </Container>
    </FrontPage>
  );
}
