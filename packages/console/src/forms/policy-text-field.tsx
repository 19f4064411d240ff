/** A policy document as JSON text, with what is wrong with its form while it is typed. */
import FormField from '@cloudscape-design/components/form-field';
import Textarea from '@cloudscape-design/components/textarea';
import { parsePolicy } from '@hallpass/policy';
import type { JSX } from 'react';
import { useMemo } from 'react';

function fault(text: string): string {
  if (text.trim() === '') return '';
  const [first] = parsePolicy(text).errors;
  if (first === undefined) return '';
  const { line, column } = first.at;
  return `Line ${line}, column ${column}: ${first.message}`;
}

export function PolicyTextField({
  value,
  onChange,
  label = 'Policy',
}: {
  readonly value: string;
  onChange(value: string): void;
  readonly label?: string;
}): JSX.Element {
  const errorText = useMemo(() => fault(value), [value]);
  return (
    <FormField label={label} errorText={errorText} stretch>
      <Textarea
        value={value}
        rows={20}
        spellcheck={false}
        onChange={({ detail }) => onChange(detail.value)}
      />
    </FormField>
  );
}
