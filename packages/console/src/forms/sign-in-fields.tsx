/** A form of the door: fields, one wide button, the failure above them. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import type { InputProps } from '@cloudscape-design/components/input';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';
import { errorText } from '../api/errors.ts';

export function SignInFields({
  error,
  button,
  isRunning,
  onSubmit,
  children,
}: {
  readonly error: unknown;
  readonly button: string;
  readonly isRunning: boolean;
  onSubmit(): void;
  readonly children: ReactNode;
}): JSX.Element {
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (!isRunning) onSubmit();
      }}
    >
      <SpaceBetween size="l">
        {error !== undefined && <Alert type="error">{errorText(error).message}</Alert>}
        {children}
        <Button variant="primary" fullWidth loading={isRunning} formAction="submit">
          {button}
        </Button>
      </SpaceBetween>
    </form>
  );
}

export function TextField({
  label,
  value,
  onChange,
  autoComplete,
  ...rest
}: {
  readonly label: string;
  readonly value: string;
  onChange(value: string): void;
  readonly autoComplete: string;
  readonly type?: InputProps.Type;
  readonly constraintText?: string;
  readonly errorText?: string | undefined;
  readonly autoFocus?: boolean;
  readonly inputMode?: InputProps.InputMode;
}): JSX.Element {
  const { type = 'text', autoFocus = false, inputMode = 'text', constraintText, errorText } = rest;
  return (
    <FormField label={label} constraintText={constraintText} errorText={errorText}>
      <Input
        value={value}
        type={type}
        inputMode={inputMode}
        autoFocus={autoFocus}
        autoComplete={autoComplete}
        name={autoComplete}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
