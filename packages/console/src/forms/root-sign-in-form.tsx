/** Sign in as the root user of an account: e-mail address and password. */
import type { JSX } from 'react';
import { useState } from 'react';
import type { RootLogin, SignInAnswer } from '../api/console-api.ts';
import { consoleApi } from '../api/console-api.ts';
import { SignInFields, TextField } from './sign-in-fields.tsx';
import { useSignInAttempt } from './use-sign-in.ts';

export function RootSignInForm({
  onAnswer,
}: {
  onAnswer(login: RootLogin, answer: SignInAnswer): void;
}): JSX.Element {
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const login: RootLogin = { kind: 'root', email, password };
  const { error, isRunning, run } = useSignInAttempt((answer) => onAnswer(login, answer));
  return (
    <SignInFields
      error={error}
      isRunning={isRunning}
      button="Sign in"
      onSubmit={() => run(() => consoleApi.signIn(login))}
    >
      <TextField
        label="Root user email address"
        type="email"
        inputMode="email"
        value={email}
        onChange={setEmail}
        autoComplete="email"
        autoFocus
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
