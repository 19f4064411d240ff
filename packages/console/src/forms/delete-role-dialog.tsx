/** Deletes a role, after its policies, as AWS's console does. */
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { useChangeHolder, useHolderPoliciesQuery } from '../api/iam/holder-policies.ts';
import { useIamPaths } from '../api/iam/iam-keys.ts';
import { useChangeRole } from '../api/iam/roles.ts';
import { ConfirmDelete } from '../ui/confirm-delete.tsx';
import { useNotify } from '../ui/notifications.tsx';

export function DeleteRoleDialog({
  name,
  onClose,
}: {
  readonly name: string;
  onClose(): void;
}): JSX.Element {
  const holder = { kind: 'role', name } as const;
  const policies = useHolderPoliciesQuery(holder);
  const changeHolder = useChangeHolder(holder);
  const changeRole = useChangeRole(name);
  const navigate = useNavigate();
  const notify = useNotify();
  const paths = useIamPaths();
  const remove = async (): Promise<void> => {
    const { attached = [], inline = [] } = policies.data ?? {};
    const arns = attached.map(({ PolicyArn = '' }) => PolicyArn);
    if (arns.length > 0) await changeHolder.mutateAsync({ kind: 'detach', arns });
    for (const policy of inline) await changeHolder.mutateAsync({ kind: 'remove', policy });
    await changeRole.mutateAsync({ kind: 'delete' });
    notify({ type: 'success', content: `Deleted role ${name}.` });
    onClose();
    void navigate(paths.roles());
  };
  return (
    <ConfirmDelete
      what={`role ${name}`}
      names={[name]}
      confirmation={name}
      error={policies.error ?? changeHolder.error ?? changeRole.error}
      isRunning={changeHolder.isPending || changeRole.isPending}
      onClose={onClose}
      onConfirm={() => void remove().catch(() => undefined)}
    >
      Its inline policies go with it, managed policies are detached, and sessions of the role end at
      once.
    </ConfirmDelete>
  );
}
