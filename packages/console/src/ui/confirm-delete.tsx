/** Asks before something is destroyed: the person types what is to be lost. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { ErrorAlert } from './error-alert.tsx';

/** Names listed in full. */
const namesShownMax = 10;

export function ConfirmDelete({
  what,
  names,
  confirmation,
  error,
  isRunning,
  onClose,
  onConfirm,
  children,
}: {
  /** `user David` */
  readonly what: string;
  readonly names: readonly string[];
  /** What must be typed. */
  readonly confirmation: string;
  readonly error: unknown;
  readonly isRunning: boolean;
  onClose(): void;
  onConfirm(): void;
  /** What is lost with it. */
  readonly children?: ReactNode;
}): JSX.Element {
  const [typed, setTyped] = useState('');
  return (
    <Modal
      visible
      header={`Delete ${what}?`}
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
              loading={isRunning}
              disabled={typed !== confirmation}
              onClick={onConfirm}
            >
              Delete
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        {error !== null && error !== undefined && (
          <ErrorAlert error={error} header={`Could not delete ${what}`} />
        )}
        {names.length > 1 && (
          <Box variant="p">
            {names.slice(0, namesShownMax).join(', ')}
            {names.length > namesShownMax && ` and ${names.length - namesShownMax} more`}
          </Box>
        )}
        <Box variant="p">{children}</Box>
        <FormField label={`To confirm, type ${confirmation}`}>
          <Input
            value={typed}
            autoFocus
            spellcheck={false}
            onChange={({ detail }) => setTyped(detail.value)}
          />
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}
