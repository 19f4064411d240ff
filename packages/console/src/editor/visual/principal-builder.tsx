/** One more principal, from its kind and its parts. */
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useSession } from '../../api/session-context.ts';
import type { PrincipalEntry } from '../policy-model.ts';
import type { PrincipalForm, PrincipalParts } from '../principal-text.ts';
import { principalEntry, principalForms } from '../principal-text.ts';

const options = Object.entries(principalForms).map(([value, { label }]) => ({ value, label }));

interface PartsProps {
  readonly parts: PrincipalParts;
  readonly isShowingFaults: boolean;
  onChange(parts: PrincipalParts): void;
  onEnter(): void;
}

function PartFields({ parts, isShowingFaults, onChange, onEnter }: PartsProps): JSX.Element {
  const { hasAccount, name } = principalForms[parts.form];
  const accountFault = /^\d{12}$/.test(parts.account) ? undefined : 'An account ID has 12 digits.';
  const nameFault = parts.name === '' ? 'Enter a value.' : undefined;
  const onKeyDown = (event: {
    readonly detail: { readonly key: string };
    preventDefault(): void;
  }): void => {
    if (event.detail.key !== 'Enter') return;
    event.preventDefault();
    onEnter();
  };
  return (
    <>
      {hasAccount && (
        <FormField label="Account ID" errorText={isShowingFaults ? accountFault : undefined}>
          <Input
            value={parts.account}
            inputMode="numeric"
            spellcheck={false}
            onKeyDown={onKeyDown}
            onChange={({ detail }) => onChange({ ...parts, account: detail.value.trim() })}
          />
        </FormField>
      )}
      {name !== undefined && (
        <FormField label={name.label} errorText={isShowingFaults ? nameFault : undefined}>
          <Input
            value={parts.name}
            placeholder={name.placeholder}
            spellcheck={false}
            onKeyDown={onKeyDown}
            onChange={({ detail }) => onChange({ ...parts, name: detail.value.trim() })}
          />
        </FormField>
      )}
    </>
  );
}

export function PrincipalBuilder({ onAdd }: { onAdd(entry: PrincipalEntry): void }): JSX.Element {
  const { accountId } = useSession();
  const [parts, setParts] = useState<PrincipalParts>({
    form: 'account',
    account: accountId,
    name: '',
  });
  const [isShowingFaults, showFaults] = useState(false);
  const add = (): void => {
    const entry = principalEntry(parts);
    showFaults(entry === undefined);
    if (entry === undefined) return;
    onAdd(entry);
    setParts({ ...parts, name: '' });
  };
  return (
    <SpaceBetween size="s">
      <ColumnLayout columns={3}>
        <FormField label="Principal type">
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === parts.form) ?? null}
            onChange={({ detail }) => {
              showFaults(false);
              const form = detail.selectedOption.value as PrincipalForm;
              setParts({ ...parts, form, name: '' });
            }}
          />
        </FormField>
        <PartFields
          parts={parts}
          isShowingFaults={isShowingFaults}
          onChange={setParts}
          onEnter={add}
        />
      </ColumnLayout>
      <Button formAction="none" onClick={add}>
        Add principal
      </Button>
    </SpaceBetween>
  );
}
