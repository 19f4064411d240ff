/** Display name and colour of a role in the history. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';
import { useState } from 'react';
import type { RoleHistoryEntry } from '../api/console-api.ts';
import { useRememberRole } from '../api/session-queries.ts';
import { ActionModal } from '../ui/action-modal.tsx';
import { ErrorAlert } from '../ui/error-alert.tsx';
import { ColorField } from './color-field.tsx';

export function RoleLabelForm({
  entry,
  onClose,
}: {
  readonly entry: RoleHistoryEntry;
  onClose(): void;
}): JSX.Element {
  const [displayName, setDisplayName] = useState(entry.displayName ?? '');
  const [color, setColor] = useState(entry.color ?? '');
  const { mutate, error, isPending } = useRememberRole();
  return (
    <ActionModal
      header={`Label of ${entry.roleName}`}
      action="Save"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ ...entry, displayName, color }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Not saved" />}
      <FormField label="Display name" constraintText="At most 64 characters.">
        <Input value={displayName} onChange={({ detail }) => setDisplayName(detail.value)} />
      </FormField>
      <ColorField value={color} onChange={setColor} />
    </ActionModal>
  );
}
