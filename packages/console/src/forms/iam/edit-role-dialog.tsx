/**
 * What a role is for, and how long its sessions may last. Page: IAM UG "Update settings for a
 * role".
 */
import type { Role } from '@aws-sdk/client-iam';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useState } from 'react';
import { useEditRole } from '../../api/iam/role-changes.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

const hourSeconds = 3600;

export function hoursText(seconds: number): string {
  const hours = seconds / hourSeconds;
  return hours === 1 ? '1 hour' : `${Number(hours.toFixed(2))} hours`;
}

/** AWS's choices, and what the role has if it is none of them. */
function durations(current: number): { readonly value: string; readonly label: string }[] {
  const offered = new Set([1, 2, 4, 8, 12].map((hours) => hours * hourSeconds).concat(current));
  return [...offered]
    .toSorted((one, other) => one - other)
    .map((seconds) => ({ value: String(seconds), label: hoursText(seconds) }));
}

export function EditRoleDialog({
  role,
  onClose,
}: {
  readonly role: Role;
  onClose(): void;
}): JSX.Element {
  const { RoleName = '', Description = '', MaxSessionDuration = hourSeconds } = role;
  const { mutate, error, isPending } = useEditRole(RoleName);
  const [description, setDescription] = useState(Description);
  const [seconds, setSeconds] = useState(String(MaxSessionDuration));
  const options = durations(MaxSessionDuration);
  return (
    <ActionModal
      header={`Edit ${RoleName}`}
      action="Save changes"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'details', description, sessionSeconds: Number(seconds) },
          { onSuccess: onClose },
        )
      }
    >
      {error !== null && <ErrorAlert error={error} header="Role not changed" />}
      <FormField label="Description - optional" constraintText="At most 1000 characters">
        <Input value={description} onChange={({ detail }) => setDescription(detail.value)} />
      </FormField>
      <FormField
        label="Maximum session duration"
        description="Who switches to the role in the console gets sessions of at most so long, too."
      >
        <Select
          options={options}
          selectedOption={options.find(({ value }) => value === seconds) ?? null}
          onChange={({ detail }) => setSeconds(detail.selectedOption.value ?? seconds)}
        />
      </FormField>
    </ActionModal>
  );
}
