/** The menu of a node of the tree, and the dialogs it opens. */
import type { ButtonDropdownProps } from '@cloudscape-design/components/button-dropdown';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { JSX } from 'react';
import { useState } from 'react';
import type { PlacedNode, TreeNode } from '../../api/organizations/tree.ts';
import { useOrganizationQuery } from '../../api/organizations/tree.ts';
import { EndAccountDialog } from './account-end-dialogs.tsx';
import {
  CreateUnitDialog,
  DeleteUnitDialog,
  MoveAccountDialog,
  RenameUnitDialog,
} from './unit-dialogs.tsx';

type Action = 'create' | 'rename' | 'delete' | 'move' | 'close' | 'remove';

type Item = ButtonDropdownProps.Item & { readonly id: Action };

const actions: Readonly<Record<Exclude<TreeNode['kind'], 'account'>, readonly Item[]>> = {
  root: [{ id: 'create', text: 'Create organizational unit' }],
  unit: [
    { id: 'create', text: 'Create organizational unit' },
    { id: 'rename', text: 'Rename' },
    { id: 'delete', text: 'Delete' },
  ],
};

/** Why an account cannot end; `undefined`: it can, as far as the page knows. */
function endFault(node: TreeNode, managementId: string | undefined): string | undefined {
  if (node.id === managementId) return 'This is the management account.';
  return node.account?.Status === 'SUSPENDED' ? 'The account is closed.' : undefined;
}

function useItems(node: TreeNode): readonly Item[] {
  const { data: organization } = useOrganizationQuery();
  if (node.kind !== 'account') return actions[node.kind];
  const fault = endFault(node, organization?.MasterAccountId);
  const end = fault === undefined ? {} : { disabled: true, disabledReason: fault };
  return [
    { id: 'move', text: 'Move' },
    { id: 'remove', text: 'Remove from organization', ...end },
    { id: 'close', text: 'Close account', ...end },
  ];
}

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
  const { id, name } = placed.node;
  const dialog = { placed, onClose: () => setOpen(undefined) };
  const menu: ButtonDropdownProps = {
    items: useItems(placed.node),
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
      {(open === 'close' || open === 'remove') && (
        <EndAccountDialog
          {...dialog}
          kind={open}
          onDone={() => {
            if (open === 'remove') onDeleted?.();
          }}
        />
      )}
      {open === 'move' && <MoveAccountDialog {...dialog} tree={tree} />}
    </>
  );
}
