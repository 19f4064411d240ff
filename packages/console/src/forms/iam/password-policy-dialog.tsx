/** Edits the account's password policy. Page: IAM API Reference "UpdateAccountPasswordPolicy". */
import type { PasswordPolicy } from '@aws-sdk/client-iam';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useChangePasswordPolicy } from '../../api/iam/account.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

const flags = [
  { id: 'RequireUppercaseCharacters', label: 'Require at least one upper-case letter (A-Z)' },
  { id: 'RequireLowercaseCharacters', label: 'Require at least one lower-case letter (a-z)' },
  { id: 'RequireNumbers', label: 'Require at least one digit' },
  { id: 'RequireSymbols', label: 'Require at least one symbol' },
  { id: 'AllowUsersToChangePassword', label: 'Allow users to change their own password' },
] as const;

type FlagName = (typeof flags)[number]['id'];

interface PolicyTexts {
  readonly flags: Readonly<Record<FlagName, boolean>>;
  readonly hardExpiry: boolean;
  /** As typed; empty: none. */
  readonly length: string;
  readonly maxAge: string;
  readonly reuse: string;
}

/** What AWS's console offers first, when there is no policy yet. */
const offered: PasswordPolicy = {
  MinimumPasswordLength: 8,
  RequireUppercaseCharacters: true,
  RequireLowercaseCharacters: true,
  RequireNumbers: true,
  RequireSymbols: true,
  AllowUsersToChangePassword: true,
};

function textsOf(policy: PasswordPolicy): PolicyTexts {
  const text = (value: number | undefined): string => (value === undefined ? '' : String(value));
  return {
    flags: {
      RequireUppercaseCharacters: policy.RequireUppercaseCharacters ?? false,
      RequireLowercaseCharacters: policy.RequireLowercaseCharacters ?? false,
      RequireNumbers: policy.RequireNumbers ?? false,
      RequireSymbols: policy.RequireSymbols ?? false,
      AllowUsersToChangePassword: policy.AllowUsersToChangePassword ?? false,
    },
    hardExpiry: policy.HardExpiry ?? false,
    length: text(policy.MinimumPasswordLength),
    maxAge: text(policy.MaxPasswordAge),
    reuse: text(policy.PasswordReusePrevention),
  };
}

const numbers = [
  { id: 'length', label: 'Minimum length', range: [6, 128], isOptional: false },
  { id: 'maxAge', label: 'Expire passwords after days', range: [1, 1095], isOptional: true },
  { id: 'reuse', label: 'Remember passwords', range: [1, 24], isOptional: true },
] as const;

function numberFault(text: string, { range, isOptional }: (typeof numbers)[number]) {
  if (text === '' && isOptional) return undefined;
  const [least, most] = range;
  const value = Number(text);
  const isGood = Number.isInteger(value) && value >= least && value <= most;
  return isGood ? undefined : `Enter a whole number from ${least} to ${most}.`;
}

function CustomFields({
  texts,
  onChange,
}: {
  readonly texts: PolicyTexts;
  onChange(texts: PolicyTexts): void;
}): JSX.Element {
  return (
    <SpaceBetween size="m">
      {numbers.map((field) => (
        <FormField
          key={field.id}
          label={field.isOptional ? `${field.label} - optional` : field.label}
          errorText={numberFault(texts[field.id], field)}
        >
          <Input
            inputMode="numeric"
            value={texts[field.id]}
            onChange={({ detail }) => onChange({ ...texts, [field.id]: detail.value.trim() })}
          />
        </FormField>
      ))}
      {flags.map(({ id, label }) => (
        <Checkbox
          key={id}
          checked={texts.flags[id]}
          onChange={({ detail }) =>
            onChange({ ...texts, flags: { ...texts.flags, [id]: detail.checked } })
          }
        >
          {label}
        </Checkbox>
      ))}
      <Checkbox
        checked={texts.hardExpiry}
        disabled={texts.maxAge === ''}
        onChange={({ detail }) => onChange({ ...texts, hardExpiry: detail.checked })}
      >
        An administrator must reset an expired password
      </Checkbox>
    </SpaceBetween>
  );
}

function inputOf({ flags: chosen, hardExpiry, length, maxAge, reuse }: PolicyTexts) {
  return {
    ...chosen,
    MinimumPasswordLength: Number(length),
    ...(maxAge === '' ? {} : { MaxPasswordAge: Number(maxAge), HardExpiry: hardExpiry }),
    ...(reuse === '' ? {} : { PasswordReusePrevention: Number(reuse) }),
  };
}

export function PasswordPolicyDialog({
  policy,
  onClose,
}: {
  /** `null`: the default holds. */
  readonly policy: PasswordPolicy | null;
  onClose(): void;
}): JSX.Element {
  const [kind, setKind] = useState<string>(policy === null ? 'default' : 'custom');
  const [texts, setTexts] = useState(() => textsOf(policy ?? offered));
  const { mutate, error, isPending } = useChangePasswordPolicy();
  const isCustom = kind === 'custom';
  const hasFault = numbers.some((field) => numberFault(texts[field.id], field) !== undefined);
  const isUnchanged = !isCustom && policy === null;
  return (
    <ActionModal
      header="Edit password policy"
      action="Save changes"
      isRunning={isPending}
      isDisabled={isUnchanged || (isCustom && hasFault)}
      onClose={onClose}
      onConfirm={() =>
        mutate(isCustom ? { kind: 'custom', policy: inputOf(texts) } : { kind: 'default' }, {
          onSuccess: onClose,
        })
      }
    >
      {error !== null && <ErrorAlert error={error} header="Password policy not changed" />}
      <RadioGroup
        ariaLabel="Password policy"
        value={kind}
        onChange={({ detail }) => setKind(detail.value)}
        items={[
          { value: 'default', label: 'IAM default' },
          { value: 'custom', label: 'Custom' },
        ]}
      />
      {isCustom && <CustomFields texts={texts} onChange={setTexts} />}
    </ActionModal>
  );
}
