/** What is done to the tree of an organization: OUs made, renamed, deleted; accounts moved. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useState } from 'react';
import type { PlacedNode, TreeNode } from '../../api/organizations/tree.ts';
import { nodesOf, placeText, useChangeTree } from '../../api/organizations/tree.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';

const nameMax = 128;

export interface NodeDialogProps {
  readonly placed: PlacedNode;
  onClose(): void;
}

export function CreateUnitDialog({ placed, onClose }: NodeDialogProps): JSX.Element {
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useChangeTree();
  const notify = useNotify();
  const { node } = placed;
  const close = (): void => {
    notify({ type: 'success', content: `Created the organizational unit ${name}.` });
    onClose();
  };
  return (
    <ActionModal
      header={`Create organizational unit in ${node.name}`}
      action="Create organizational unit"
      isRunning={isPending}
      isDisabled={name === '' || name.length > nameMax}
      onClose={onClose}
      onConfirm={() =>
        mutate({ kind: 'create-unit', parentId: node.id, name }, { onSuccess: close })
      }
    >
      {error !== null && <ErrorAlert error={error} header="Organizational unit not created" />}
      <FormField label="Organizational unit name" constraintText={`At most ${nameMax} characters.`}>
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
      <AwsCommand
        command="organizations create-organizational-unit"
        options={{ '--parent-id': node.id, '--name': name }}
      />
    </ActionModal>
  );
}

export function RenameUnitDialog({ placed, onClose }: NodeDialogProps): JSX.Element {
  const { id, name: former } = placed.node;
  const [name, setName] = useState(former);
  const { mutate, error, isPending } = useChangeTree();
  return (
    <ActionModal
      header={`Rename ${former}`}
      action="Rename"
      isRunning={isPending}
      isDisabled={name === '' || name === former || name.length > nameMax}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'rename-unit', id, name }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Organizational unit not renamed" />}
      <FormField label="Organizational unit name">
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ActionModal>
  );
}

export function DeleteUnitDialog({
  placed,
  onClose,
  onDeleted,
}: NodeDialogProps & { onDeleted?(): void }): JSX.Element {
  const { id, name } = placed.node;
  const { mutate, error, isPending } = useChangeTree();
  const notify = useNotify();
  const close = (): void => {
    notify({ type: 'success', content: `Deleted the organizational unit ${name}.` });
    onClose();
    onDeleted?.();
  };
  return (
    <ConfirmDelete
      what={`organizational unit ${name}`}
      names={[name]}
      confirmation={name}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'delete-unit', id }, { onSuccess: close })}
    >
      An organizational unit can be deleted once no accounts and no other units are in it.
    </ConfirmDelete>
  );
}

export function MoveAccountDialog({
  placed,
  tree,
  onClose,
}: NodeDialogProps & { readonly tree: TreeNode }): JSX.Element {
  const { node, above } = placed;
  const fromId = above.at(-1)?.id ?? '';
  const [toId, setToId] = useState<string>();
  const { mutate, error, isPending } = useChangeTree();
  const notify = useNotify();
  const options = nodesOf(tree)
    .filter((place) => place.node.kind !== 'account' && place.node.id !== fromId)
    .map((place) => ({
      value: place.node.id,
      label: placeText(place),
      description: place.node.id,
    }));
  const close = (): void => {
    notify({ type: 'success', content: `Moved the account ${node.name}.` });
    onClose();
  };
  return (
    <ActionModal
      header={`Move ${node.name}`}
      action="Move account"
      isRunning={isPending}
      isDisabled={toId === undefined}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'move-account', id: node.id, fromId, toId: toId ?? '' },
          { onSuccess: close },
        )
      }
    >
      {error !== null && <ErrorAlert error={error} header="Account not moved" />}
      The policies of the new place hold from the next request on, those of the old place no longer.
      <FormField label="Destination">
        <Select
          placeholder="Choose the root or an organizational unit"
          filteringType="auto"
          virtualScroll
          empty="There is no other place"
          options={options}
          selectedOption={options.find(({ value }) => value === toId) ?? null}
          onChange={({ detail }) => setToId(detail.selectedOption.value)}
        />
      </FormField>
      <AwsCommand
        command="organizations move-account"
        options={{
          '--account-id': node.id,
          '--source-parent-id': fromId,
          '--destination-parent-id': toId,
        }}
      />
    </ActionModal>
  );
}
