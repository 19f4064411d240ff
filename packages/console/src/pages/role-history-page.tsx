/** `/roles-used`: every role that was ever switched to; AWS's console remembers five. */
import Button from '@cloudscape-design/components/button';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useNavigate } from 'react-router';
import type { RoleHistoryEntry } from '../api/console-api.ts';
import { usePaths, useSessionId } from '../api/session-context.ts';
import { useForgetRoles, useRememberRole, useRolesQuery } from '../api/session-queries.ts';
import { RoleLabelForm } from '../forms/role-label-form.tsx';
import { ResourceTable } from '../tables/resource-table.tsx';
import { rolesUsedColumns } from '../tables/roles-used-columns.tsx';
import { errorText } from '../api/errors.ts';
import { useNotify } from '../ui/notifications.tsx';

export function RoleHistoryPage(): JSX.Element {
  const id = useSessionId();
  const paths = usePaths();
  const navigate = useNavigate();
  const { data, error, isFetching, refetch } = useRolesQuery(id);
  const [edited, setEdited] = useState<RoleHistoryEntry>();
  const columns = useMemo(() => rolesUsedColumns(paths), [paths]);
  return (
    <>
      <ResourceTable
        id="roles-used"
        title="Role history"
        noun={['role', 'roles']}
        description="The roles that you have switched to. The list is the same in every browser."
        columns={columns}
        items={data}
        error={error}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={(role) => role.id}
        searchText={({ roleName, displayName = '', accountId, accountAlias = '' }) =>
          `${displayName} ${roleName} ${accountId} ${accountAlias}`
        }
        selectionType="multi"
        actions={(chosen) => (
          <>
            <Actions chosen={chosen} onEdit={setEdited} />
            <Button variant="primary" onClick={() => void navigate(paths.switchRole())}>
              Switch role
            </Button>
          </>
        )}
      />
      {edited !== undefined && (
        <RoleLabelForm entry={edited} onClose={() => setEdited(undefined)} />
      )}
    </>
  );
}

function Actions({
  chosen,
  onEdit,
}: {
  readonly chosen: readonly RoleHistoryEntry[];
  onEdit(entry: RoleHistoryEntry): void;
}): JSX.Element {
  const notify = useNotify();
  const { mutate: remember } = useRememberRole();
  const { mutate: forget } = useForgetRoles();
  const [one] = chosen;
  const arePinned = chosen.length > 0 && chosen.every(({ pinned }) => pinned);
  const onError = (error: unknown): void =>
    notify({ type: 'error', content: errorText(error).message });
  return (
    <>
      <Button
        disabled={chosen.length !== 1}
        onClick={() => {
          if (one !== undefined) onEdit(one);
        }}
      >
        Rename or recolour
      </Button>
      <Button
        disabled={chosen.length === 0}
        onClick={() => {
          for (const role of chosen) remember({ ...role, pinned: !arePinned }, { onError });
        }}
      >
        {arePinned ? 'Unpin' : 'Pin'}
      </Button>
      <Button
        disabled={chosen.length === 0}
        onClick={() =>
          forget(
            chosen.map((role) => role.id),
            {
              onError,
              onSuccess: () =>
                notify({ type: 'success', content: `Forgot ${chosen.length} of your roles.` }),
            },
          )
        }
      >
        Remove
      </Button>
    </>
  );
}
