/** Deletes a control policy, which must be attached to nothing. */
import type { JSX } from 'react';
import { useChangeOrgPolicy } from '../../api/organizations/policies.ts';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { useNotify } from '../../ui/notifications.tsx';

export function DeleteOrgPolicyDialog({
  id,
  name,
  onClose,
  onDeleted,
}: {
  readonly id: string;
  readonly name: string;
  onClose(): void;
  onDeleted?(): void;
}): JSX.Element {
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const notify = useNotify();
  return (
    <ConfirmDelete
      what={`policy ${name}`}
      names={[name]}
      confirmation={name}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'delete', id },
          {
            onSuccess: () => {
              notify({ type: 'success', content: `Deleted policy ${name}.` });
              onClose();
              onDeleted?.();
            },
          },
        )
      }
    >
      A policy can be deleted once it is attached to nothing.
    </ConfirmDelete>
  );
}
