/** Display name and colour of a role in the history. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { RoleHistoryEntry } from '../api/console-api.ts';
import { useRememberRole } from '../api/session-queries.ts';
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
    <Modal
      visible
      header={`Label of ${entry.roleName}`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              loading={isPending}
              onClick={() => mutate({ ...entry, displayName, color }, { onSuccess: onClose })}
            >
              Save
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="l">
        {error !== null && <ErrorAlert error={error} header="Not saved" />}
        <FormField label="Display name" constraintText="At most 64 characters.">
          <Input value={displayName} onChange={({ detail }) => setDisplayName(detail.value)} />
        </FormField>
        <ColorField value={color} onChange={setColor} />
      </SpaceBetween>
    </Modal>
  );
}
