/** Sign in as IAM user: account id or alias, user name, password. */
import type { JSX } from 'react';
import { useState } from 'react';
import type { SignInAnswer, UserLogin } from '../api/console-api.ts';
import { consoleApi } from '../api/console-api.ts';
import { SignInFields, TextField } from './sign-in-fields.tsx';
import { useSignInAttempt } from './use-sign-in.ts';

export function UserSignInForm({
  account: given,
  onAnswer,
}: {
  /** From a link of the account: id or alias. */
  readonly account: string;
  onAnswer(login: UserLogin, answer: SignInAnswer): void;
}): JSX.Element {
  const [account, setAccount] = useState(given);
  const [userName, setUserName] = useState('');
  const [password, setPassword] = useState('');
  const login: UserLogin = { kind: 'user', account, userName, password };
  const { error, isRunning, run } = useSignInAttempt((answer) => onAnswer(login, answer));
  return (
    <SignInFields
      error={error}
      isRunning={isRunning}
      button="Sign in"
      onSubmit={() => run(() => consoleApi.signIn(login))}
    >
      <TextField
        label="Account ID (12 digits) or account alias"
        value={account}
        onChange={setAccount}
        autoComplete="organization"
        autoFocus={given === ''}
      />
      <TextField
        label="IAM username"
        value={userName}
        onChange={setUserName}
        autoComplete="username"
        autoFocus={given !== ''}
      />
      <TextField
        label="Password"
        type="password"
        value={password}
        onChange={setPassword}
        autoComplete="current-password"
      />
    </SignInFields>
  );
}
