/** Deletes identity providers. Roles that trust them stay, and nobody can assume them that way. */
import type { JSX } from 'react';
import { providerName, useDeleteProviders } from '../../api/iam/identity-providers.ts';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { useNotify } from '../../ui/notifications.tsx';

export interface DeleteProvidersDialogProps {
  readonly arns: readonly string[];
  onClose(): void;
  onDeleted(): void;
}

export function DeleteProvidersDialog(props: DeleteProvidersDialogProps): JSX.Element {
  const { arns, onClose, onDeleted } = props;
  const { mutate, error, isPending } = useDeleteProviders();
  const notify = useNotify();
  const names = arns.map(providerName);
  const [first = ''] = names;
  const what = names.length === 1 ? `identity provider ${first}` : `${names.length} providers`;
  return (
    <ConfirmDelete
      what={what}
      names={names}
      confirmation={names.length === 1 ? first : 'delete'}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(arns, {
          onSuccess: () => {
            notify({ type: 'success', content: `Deleted ${what}.` });
            onDeleted();
          },
        })
      }
    >
      Roles that trust it are not changed, but its users can no longer assume them.
    </ConfirmDelete>
  );
}
