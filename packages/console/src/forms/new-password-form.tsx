/** A new password, where the old one was given by an administrator or is too old. */
import Box from '@cloudscape-design/components/box';
import type { JSX } from 'react';
import { useState } from 'react';
import type { SignInAnswer } from '../api/console-api.ts';
import { consoleApi } from '../api/console-api.ts';
import { SignInFields, TextField } from './sign-in-fields.tsx';
import { useSignInAttempt } from './use-sign-in.ts';

export function NewPasswordForm({
  challenge,
  onAnswer,
}: {
  readonly challenge: string;
  onAnswer(answer: SignInAnswer): void;
}): JSX.Element {
  const [oldPassword, setOld] = useState('');
  const [newPassword, setNew] = useState('');
  const [again, setAgain] = useState('');
  const { error, isRunning, run } = useSignInAttempt(onAnswer);
  const differs = again !== '' && again !== newPassword;
  const change = { challenge, oldPassword, newPassword };
  return (
    <SignInFields
      error={error}
      isRunning={isRunning}
      button="Confirm password change"
      onSubmit={() => {
        if (again === newPassword) run(() => consoleApi.changePassword(change));
        else setAgain(again === '' ? ' ' : again);
      }}
    >
      <Box variant="p">You must change your password to continue.</Box>
      <TextField
        label="Old password"
        type="password"
        value={oldPassword}
        onChange={setOld}
        autoComplete="current-password"
        autoFocus
      />
      <TextField
        label="New password"
        type="password"
        value={newPassword}
        onChange={setNew}
        autoComplete="new-password"
      />
      <TextField
        label="Retype new password"
        type="password"
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        errorText={differs ? 'The two new passwords are not the same.' : undefined}
      />
    </SignInFields>
  );
}
