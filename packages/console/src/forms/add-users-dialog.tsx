/** Adds users of the account to a group. */
import Multiselect from '@cloudscape-design/components/multiselect';
import FormField from '@cloudscape-design/components/form-field';
import type { JSX } from 'react';
import { useState } from 'react';
import { useChangeGroup } from '../api/iam/groups.ts';
import { useUsersQuery } from '../api/iam/users.ts';
import { ActionModal } from '../ui/action-modal.tsx';
import { ErrorAlert } from '../ui/error-alert.tsx';

export function AddUsersDialog({
  group,
  members,
  onClose,
}: {
  readonly group: string;
  readonly members: readonly string[];
  onClose(): void;
}): JSX.Element {
  const { data, error: failure, isPending: isLoading } = useUsersQuery();
  const { mutate, error, isPending } = useChangeGroup(group);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const others = (data ?? [])
    .map(({ UserName = '' }) => UserName)
    .filter((name) => !members.includes(name));
  return (
    <ActionModal
      header={`Add users to ${group}`}
      action="Add users"
      isRunning={isPending}
      isDisabled={chosen.length === 0}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'add', users: chosen }, { onSuccess: onClose })}
    >
      {failure !== null && <ErrorAlert error={failure} />}
      {error !== null && <ErrorAlert error={error} header="Users not added" />}
      <FormField label="Users">
        <Multiselect
          placeholder="Choose users"
          filteringType="auto"
          statusType={isLoading ? 'loading' : 'finished'}
          empty="No other users"
          options={others.map((value) => ({ value, label: value }))}
          selectedOptions={chosen.map((value) => ({ value, label: value }))}
          onChange={({ detail }) =>
            setChosen(detail.selectedOptions.map(({ value = '' }) => value))
          }
        />
      </FormField>
    </ActionModal>
  );
}
