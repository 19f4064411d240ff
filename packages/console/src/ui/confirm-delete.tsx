/** Asks before something is destroyed: the person types what is to be lost. */
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { JSX, ReactNode } from 'react';
import { useState } from 'react';
import { ActionModal } from './action-modal.tsx';
import { ErrorAlert } from './error-alert.tsx';

/** Names listed in full. */
const namesShownMax = 10;

export interface ConfirmDeleteProps {
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
  /** The same, where it takes more than a sentence. */
  readonly details?: ReactNode;
  /** `Close`, where nothing is deleted. */
  readonly verb?: string;
  /** On the button, where the verb alone would not say it. */
  readonly action?: string;
}

export function ConfirmDelete(props: ConfirmDeleteProps): JSX.Element {
  const { what, names, confirmation, error, isRunning, onClose, onConfirm, children } = props;
  const { verb = 'Delete', action = verb, details } = props;
  const [typed, setTyped] = useState('');
  return (
    <ActionModal
      header={`${verb} ${what}?`}
      action={action}
      isRunning={isRunning}
      isDisabled={typed !== confirmation}
      onClose={onClose}
      onConfirm={onConfirm}
    >
      {error !== null && error !== undefined && (
        <ErrorAlert error={error} header={`Could not ${verb.toLowerCase()} ${what}`} />
      )}
      {names.length > 1 && (
        <Box variant="p">
          {names.slice(0, namesShownMax).join(', ')}
          {names.length > namesShownMax && ` and ${names.length - namesShownMax} more`}
        </Box>
      )}
      {children !== undefined && <Box variant="p">{children}</Box>}
      {details}
      <FormField label={`To confirm, type ${confirmation}`}>
        <Input
          value={typed}
          autoFocus
          spellcheck={false}
          onChange={({ detail }) => setTyped(detail.value)}
        />
      </FormField>
    </ActionModal>
  );
}
