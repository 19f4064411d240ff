/** A list of texts: one field to add with, and a token for each that can be taken away. */
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import type { JSX } from 'react';
import { useState } from 'react';

export interface TextListFieldProps {
  readonly label: string;
  readonly description?: string;
  readonly placeholder?: string;
  readonly errorText?: string | undefined;
  readonly texts: readonly string[];
  onChange(texts: readonly string[]): void;
}

export function TextListField(props: TextListFieldProps): JSX.Element {
  const { label, description, placeholder = '', errorText, texts, onChange } = props;
  const [text, setText] = useState('');
  const add = (): void => {
    const added = text.trim();
    setText('');
    if (added !== '' && !texts.includes(added)) onChange([...texts, added]);
  };
  return (
    <SpaceBetween size="xs">
      <FormField
        label={label}
        description={description}
        errorText={errorText}
        secondaryControl={
          <Button formAction="none" ariaLabel={`Add to ${label}`} onClick={add}>
            Add
          </Button>
        }
      >
        <Input
          value={text}
          placeholder={placeholder}
          spellcheck={false}
          onChange={({ detail }) => setText(detail.value)}
          onBlur={add}
          onKeyDown={(event) => {
            if (event.detail.key !== 'Enter') return;
            event.preventDefault();
            add();
          }}
        />
      </FormField>
      {texts.length > 0 && (
        <TokenGroup
          limit={20}
          items={texts.map((one) => ({ label: one, dismissLabel: `Remove ${one}` }))}
          onDismiss={({ detail }) => onChange(texts.toSpliced(detail.itemIndex, 1))}
        />
      )}
    </SpaceBetween>
  );
}
