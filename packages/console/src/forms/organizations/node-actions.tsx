/** The menu of a node of the tree, and the dialogs it opens. */
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { JSX } from 'react';
import { useState } from 'react';
import type { PlacedNode, TreeNode } from '../../api/organizations/tree.ts';
import {
  CreateUnitDialog,
  DeleteUnitDialog,
  MoveAccountDialog,
  RenameUnitDialog,
} from './unit-dialogs.tsx';

type Action = 'create' | 'rename' | 'delete' | 'move';

const actions: Readonly<Record<TreeNode['kind'], readonly { id: Action; text: string }[]>> = {
  root: [{ id: 'create', text: 'Create organizational unit' }],
  unit: [
    { id: 'create', text: 'Create organizational unit' },
    { id: 'rename', text: 'Rename' },
    { id: 'delete', text: 'Delete' },
  ],
  account: [{ id: 'move', text: 'Move' }],
};

export function NodeActions({
  placed,
  tree,
  variant = 'inline-icon',
  onDeleted,
}: {
  readonly placed: PlacedNode;
  readonly tree: TreeNode;
  readonly variant?: 'inline-icon' | 'normal';
  onDeleted?(): void;
}): JSX.Element {
  const [open, setOpen] = useState<Action>();
  const { kind, id, name } = placed.node;
  const dialog = { placed, onClose: () => setOpen(undefined) };
  const menu: ButtonDropdownProps = {
    items: actions[kind],
    onItemClick: ({ detail }) => setOpen(detail.id as Action),
  };
  return (
    <>
      {variant === 'normal' ? (
        <ButtonDropdown {...menu}>Actions</ButtonDropdown>
      ) : (
        <ButtonDropdown
          {...menu}
          variant="inline-icon"
          ariaLabel={`Actions for ${name} ${id}`}
          expandToViewport
        />
      )}
      {open === 'create' && <CreateUnitDialog {...dialog} />}
      {open === 'rename' && <RenameUnitDialog {...dialog} />}
      {open === 'delete' && (
        <DeleteUnitDialog {...dialog} {...(onDeleted === undefined ? {} : { onDeleted })} />
      )}
      {open === 'move' && <MoveAccountDialog {...dialog} tree={tree} />}
    </>
  );
}
