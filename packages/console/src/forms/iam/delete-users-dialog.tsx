/** Deletes users with all that hangs on them, after telling what that is. */
import type { JSX } from 'react';
import Box from '@cloudscape-design/components/box';
import Spinner from '@cloudscape-design/components/spinner';
import type { UserBelongings } from '../../api/iam/user-removal.ts';
import {
  belongingsShownMax,
  useBelongingsQuery,
  useRemoveUsers,
} from '../../api/iam/user-removal.ts';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';

function counted(count: number, one: string, many: string): string[] {
  if (count === 0) return [];
  return [`${count} ${count === 1 ? one : many}`];
}

function belongingsText(had: UserBelongings): string {
  const policies = had.attachedArns.length + had.inlinePolicies.length;
  const parts = [
    ...(had.hasPassword ? ['the console password'] : []),
    ...counted(had.accessKeyIds.length, 'access key', 'access keys'),
    ...counted(had.mfaSerialNumbers.length, 'MFA device', 'MFA devices'),
    ...counted(policies, 'policy', 'policies'),
    ...counted(had.groups.length, 'group membership', 'group memberships'),
  ];
  return parts.length === 0 ? 'nothing else' : parts.join(', ');
}

function Belongings({ names }: { readonly names: readonly string[] }): JSX.Element {
  const { data, error } = useBelongingsQuery(names);
  if (error !== null) return <ErrorAlert error={error} header="What goes with them is unknown" />;
  if (data === undefined) return <Spinner />;
  return (
    <ul>
      {data.map((had) => (
        <li key={had.userName}>
          {names.length > 1 && <b>{had.userName}: </b>}
          {belongingsText(had)}
        </li>
      ))}
      {names.length > belongingsShownMax && <li>and likewise with the others</li>}
    </ul>
  );
}

export function DeleteUsersDialog({
  names,
  onClose,
  onDeleted,
}: {
  readonly names: readonly string[];
  onClose(): void;
  onDeleted?(): void;
}): JSX.Element {
  const notify = useNotify();
  const { mutate, error, isPending } = useRemoveUsers();
  const what = names.length === 1 ? `user ${names[0]}` : `${names.length} users`;
  return (
    <ConfirmDelete
      what={what}
      names={names}
      confirmation={names.length === 1 ? (names[0] ?? '') : 'delete'}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(names, {
          onSuccess: () => {
            notify({ type: 'success', content: `Deleted ${what}.` });
            onClose();
            onDeleted?.();
          },
        })
      }
    >
      <Box>This cannot be undone. With {names.length === 1 ? 'the user' : 'them'} go:</Box>
      <Belongings names={names} />
    </ConfirmDelete>
  );
}
