/** A dialog with one action, and the way out of it. Enter in a field does the action. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';
import { useId } from 'react';

export interface ActionModalProps {
  readonly header: string;
  /** On the button: `Delete`. */
  readonly action: string;
  readonly isRunning: boolean;
  readonly isDisabled?: boolean;
  readonly size?: 'medium' | 'large';
  onClose(): void;
  onConfirm(): void;
  readonly children: ReactNode;
}

export function ActionModal(props: ActionModalProps): JSX.Element {
  const { header, action, isRunning, isDisabled = false, size = 'medium', children } = props;
  const { onClose, onConfirm } = props;
  const formId = useId();
  return (
    <Modal
      visible
      size={size}
      header={header}
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
              form={formId}
              formAction="submit"
              loading={isRunning}
              disabled={isDisabled}
            >
              {action}
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        id={formId}
        onSubmit={(event) => {
          event.preventDefault();
          if (!isDisabled && !isRunning) onConfirm();
        }}
      >
        <SpaceBetween size="m">{children}</SpaceBetween>
      </form>
    </Modal>
  );
}
