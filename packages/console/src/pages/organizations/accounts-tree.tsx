/** The root, the OUs and the accounts, as the tree they are. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Icon from '@cloudscape-design/components/icon';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TreeView from '@cloudscape-design/components/tree-view';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import type { PlacedNode, TreeNode } from '../../api/organizations/tree.ts';
import { nodesOf, useTreeQuery } from '../../api/organizations/tree.ts';
import { NodeActions } from '../../forms/organizations/node-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { TextLink } from '../../ui/text-link.tsx';

function matches({ name, id, account }: TreeNode, text: string): boolean {
  return `${name} ${id} ${account?.Email ?? ''}`.toLowerCase().includes(text);
}

/** The parts of the tree that lead to what is looked for. */
function pruned(node: TreeNode, text: string): TreeNode | undefined {
  if (matches(node, text)) return node;
  const children = node.children.flatMap((child) => pruned(child, text) ?? []);
  return children.length === 0 ? undefined : { ...node, children };
}

function secondaryText({ id, account }: TreeNode): string {
  if (account === undefined) return id;
  const { Email, Status } = account;
  return `${id} | ${Email}${Status === 'ACTIVE' ? '' : ` | ${Status}`}`;
}

function NodeLink({ node }: { readonly node: TreeNode }): JSX.Element {
  const paths = useOrganizationsPaths();
  const { kind, id, name } = node;
  const href = kind === 'account' ? paths.account(id) : paths.unit(id);
  return <TextLink href={href}>{name}</TextLink>;
}

function Nodes({ tree, shown }: { readonly tree: TreeNode; readonly shown: TreeNode | undefined }) {
  const places = useMemo(
    () => new Map(nodesOf(tree).map((placed): [string, PlacedNode] => [placed.node.id, placed])),
    [tree],
  );
  const [folded, setFolded] = useState<readonly string[]>([]);
  const units = [...places.keys()].filter((id) => !folded.includes(id));
  return (
    <TreeView<TreeNode>
      ariaLabel="Organizational structure"
      connectorLines="vertical"
      items={shown === undefined ? [] : [shown]}
      getItemId={({ id }) => id}
      getItemChildren={({ children }) => children}
      expandedItems={units}
      onItemToggle={({ detail }) =>
        setFolded(
          detail.expanded ? folded.filter((id) => id !== detail.id) : [...folded, detail.id],
        )
      }
      // The name of the item follows by itself.
      i18nStrings={{
        collapseButtonLabel: () => 'Close',
        expandButtonLabel: () => 'Open',
      }}
      renderItem={(node) => {
        const placed = places.get(node.id);
        return {
          announcementLabel: node.name,
          icon: <Icon name={node.kind === 'account' ? 'user-profile' : 'folder'} />,
          content: <NodeLink node={node} />,
          secondaryContent: secondaryText(node),
          actions: placed === undefined ? null : <NodeActions placed={placed} tree={tree} />,
        };
      }}
    />
  );
}

export function AccountsTree(): JSX.Element {
  const { data: tree, error, refetch } = useTreeQuery();
  const [text, setText] = useState('');
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (tree === undefined) return <PageLoading />;
  const shown = pruned(tree, text.trim().toLowerCase());
  return (
    <Container>
      <SpaceBetween size="m">
        <FormField label="Find accounts and organizational units">
          <Input
            type="search"
            value={text}
            placeholder="Name, id or e-mail address"
            onChange={({ detail }) => setText(detail.value)}
          />
        </FormField>
        {shown === undefined ? 'Nothing matches' : <Nodes tree={tree} shown={shown} />}
      </SpaceBetween>
    </Container>
  );
}
