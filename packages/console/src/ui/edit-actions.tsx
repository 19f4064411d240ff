/** The buttons of a panel that shows something and edits it in place. */
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX, ReactNode } from 'react';

export interface EditActionsProps {
  readonly isEditing: boolean;
  readonly isSaving: boolean;
  /** Nothing is there to be edited yet. */
  readonly isDisabled: boolean;
  onEdit(): void;
  onCancel(): void;
  onSave(): void;
  /** More buttons, while nothing is edited. */
  readonly children?: ReactNode;
}

export function EditActions(props: EditActionsProps): JSX.Element {
  const { isEditing, isSaving, isDisabled, onEdit, onCancel, onSave, children } = props;
  if (!isEditing) {
    return (
      <SpaceBetween direction="horizontal" size="xs">
        {children}
        <Button disabled={isDisabled} onClick={onEdit}>
          Edit
        </Button>
      </SpaceBetween>
    );
  }
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant="link" onClick={onCancel}>
        Cancel
      </Button>
      <Button variant="primary" loading={isSaving} onClick={onSave}>
        Save changes
      </Button>
    </SpaceBetween>
  );
}
