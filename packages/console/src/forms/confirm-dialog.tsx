/** Before something is gone for good: what it is, and a word to type. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { ErrorAlert } from '../ui/error-alert.tsx';

export interface ConfirmDialogProps {
  readonly header: string;
  /** On the button: `Delete`. */
  readonly action: string;
  /** What must be typed, exactly. */
  readonly word: string;
  readonly children: ReactNode;
  readonly error?: unknown;
  readonly isPending: boolean;
  onConfirm(): void;
  onClose(): void;
}

export function ConfirmDialog(props: ConfirmDialogProps): JSX.Element {
  const { header, action, word, children, error, isPending, onConfirm, onClose } = props;
  const [typed, setTyped] = useState('');
  const confirmed = typed === word;
  return (
    <Modal
      visible
      header={header}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button variant="primary" disabled={!confirmed} loading={isPending} onClick={onConfirm}>
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (confirmed) onConfirm();
        }}
      >
        <SpaceBetween size="m">
          {error !== undefined && error !== null && <ErrorAlert error={error} />}
          {children}
          <FormField label={`To confirm, type ${word}`}>
            <Input
              value={typed}
              placeholder={word}
              spellcheck={false}
              onChange={({ detail }) => setTyped(detail.value)}
            />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
