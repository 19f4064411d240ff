/** Before something is gone for good: what it is, and a word to type. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { ActionModal } from '../ui/action-modal.tsx';
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
  return (
    <ActionModal
      header={header}
      action={action}
      isRunning={isPending}
      isDisabled={typed !== word}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      {error !== undefined && error !== null && <ErrorAlert error={error} />}
      <div>{children}</div>
      <FormField label={`To confirm, type ${word}`}>
        <Input
          value={typed}
          placeholder={word}
          spellcheck={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
    </ActionModal>
  );
}
