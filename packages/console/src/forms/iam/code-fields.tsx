/** Two codes in a row of an MFA device: they show that it has the seed, and the time. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';

export type Codes = readonly [first: string, second: string];

const isCode = (text: string): boolean => /^\d{6}$/.test(text);

export function codesAreWhole([first, second]: Codes): boolean {
  return isCode(first) && isCode(second) && first !== second;
}

export function CodeFields({
  codes,
  onChange,
}: {
  readonly codes: Codes;
  onChange(codes: Codes): void;
}): JSX.Element {
  const [first, second] = codes;
  return (
    <SpaceBetween direction="horizontal" size="m">
      <FormField label="MFA code 1" constraintText="What the app shows now.">
        <Input
          value={first}
          inputMode="numeric"
          autoComplete={false}
          onChange={({ detail }) => onChange([detail.value.trim(), second])}
        />
      </FormField>
      <FormField label="MFA code 2" constraintText="The next one, up to 30 seconds later.">
        <Input
          value={second}
          inputMode="numeric"
          autoComplete={false}
          onChange={({ detail }) => onChange([first, detail.value.trim()])}
        />
      </FormField>
    </SpaceBetween>
  );
}
