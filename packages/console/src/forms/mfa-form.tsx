/** The code of an MFA device; of which, when there are several. */
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useState } from 'react';
import type { RootLogin, SignInAnswer, UserLogin } from '../api/console-api.ts';
import { consoleApi } from '../api/console-api.ts';
import { SignInFields, TextField } from './sign-in-fields.tsx';
import { useSignInAttempt } from './use-sign-in.ts';

/** arn:aws:iam::111111111111:mfa/path/phone → phone */
function deviceName(serialNumber: string): string {
  return serialNumber.slice(serialNumber.lastIndexOf('/') + 1);
}

export function MfaForm({
  login,
  serialNumbers,
  onAnswer,
}: {
  readonly login: UserLogin | RootLogin;
  readonly serialNumbers: readonly string[];
  onAnswer(answer: SignInAnswer): void;
}): JSX.Element {
  const [mfaCode, setCode] = useState('');
  const [mfaSerialNumber, setSerialNumber] = useState(serialNumbers[0] ?? '');
  const { error, isRunning, run } = useSignInAttempt(onAnswer);
  const options = serialNumbers.map((value) => ({ value, label: deviceName(value) }));
  return (
    <SignInFields
      error={error}
      isRunning={isRunning}
      button="Submit"
      onSubmit={() => run(() => consoleApi.signIn({ ...login, mfaCode, mfaSerialNumber }))}
    >
      {options.length > 1 && (
        <FormField label="MFA device">
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === mfaSerialNumber) ?? null}
            onChange={({ detail }) => setSerialNumber(detail.selectedOption.value ?? '')}
          />
        </FormField>
      )}
      <TextField
        label="MFA code"
        constraintText="The six digits that your authenticator app shows now."
        value={mfaCode}
        onChange={setCode}
        autoComplete="one-time-code"
        inputMode="numeric"
        autoFocus
      />
    </SignInFields>
  );
}
