/** The control policies that hold for a root, an OU or an account: its own, and those from above. */
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import type { HoldingPolicy } from '../../api/organizations/policies.ts';
import {
  policyKinds,
  useChangeOrgPolicy,
  useEnabledKindsQuery,
  useHoldingPoliciesQuery,
} from '../../api/organizations/policies.ts';
import type { PlacedNode } from '../../api/organizations/tree.ts';
import { AttachToNodeDialog } from '../../forms/organizations/attach-dialogs.tsx';
import type { OrganizationsPaths, PolicyKind } from '../../paths/organizations-paths.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { TextLink } from '../../ui/text-link.tsx';

interface Props {
  readonly placed: PlacedNode;
  readonly kind: PolicyKind;
}

const keyOf = ({ policy, targetId }: HoldingPolicy): string => `${policy.Id}/${targetId}`;

function columnsOf(
  { node, above }: PlacedNode,
  paths: OrganizationsPaths,
): readonly TableProps.ColumnDefinition<HoldingPolicy>[] {
  const origin = ({ targetId }: HoldingPolicy): string => {
    if (targetId === node.id) return 'Attached directly';
    return `Inherited from ${above.find(({ id }) => id === targetId)?.name ?? targetId}`;
  };
  return [
    {
      id: 'name',
      header: 'Policy name',
      isRowHeader: true,
      cell: ({ policy }) => <TextLink href={paths.policy(policy.Id ?? '')}>{policy.Name}</TextLink>,
    },
    { id: 'origin', header: 'Comes from', cell: origin },
    {
      id: 'type',
      header: 'Type',
      cell: ({ policy }) => (policy.AwsManaged === true ? 'AWS managed' : 'Customer managed'),
    },
  ];
}

interface ActionsProps extends Props {
  /** Attached to the node itself. */
  readonly ownIds: readonly string[];
  readonly chosenIds: readonly string[];
}

function Actions({ placed, kind, ownIds, chosenIds }: ActionsProps): JSX.Element {
  const { node } = placed;
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const [isAttaching, setAttaching] = useState(false);
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          disabled={chosenIds.length === 0}
          loading={isPending}
          onClick={() => mutate({ kind: 'detach', ids: chosenIds, targetIds: [node.id] })}
        >
          Detach
        </Button>
        <Button onClick={() => setAttaching(true)}>Attach</Button>
      </SpaceBetween>
      {error !== null && <ErrorAlert error={error} header="Policy not detached" />}
      {isAttaching && (
        <AttachToNodeDialog
          kind={kind}
          node={node}
          attachedIds={ownIds}
          onClose={() => setAttaching(false)}
        />
      )}
    </>
  );
}

function HoldingPolicies({ placed, kind }: Props): JSX.Element {
  const { node, above } = placed;
  const ids = [node, ...above.toReversed()].map(({ id }) => id);
  const { data: rows = [], error, isPending } = useHoldingPoliciesQuery(kind, ids);
  const [chosenKeys, setChosenKeys] = useState<readonly string[]>([]);
  const paths = useOrganizationsPaths();
  const chosen = rows.filter((row) => chosenKeys.includes(keyOf(row)));
  const own = rows.filter(({ targetId }) => targetId === node.id);
  const idsOf = (some: readonly HoldingPolicy[]) => some.map(({ policy }) => policy.Id ?? '');
  const actions = (
    <Actions placed={placed} kind={kind} ownIds={idsOf(own)} chosenIds={idsOf(chosen)} />
  );
  return (
    <Table
      variant="container"
      items={rows}
      columnDefinitions={columnsOf(placed, paths)}
      trackBy={keyOf}
      loading={isPending}
      loadingText="Loading policies"
      empty={error === null ? 'No policies' : <ErrorAlert error={error} />}
      selectionType="multi"
      selectedItems={chosen}
      isItemDisabled={({ targetId }) => targetId !== node.id}
      onSelectionChange={({ detail }) => setChosenKeys(detail.selectedItems.map(keyOf))}
      ariaLabels={{
        tableLabel: policyKinds[kind].many,
        allItemsSelectionLabel: () => 'Select all',
        itemSelectionLabel: (_selection, { policy }) => `Select ${policy.Name}`,
      }}
      header={
        <Header variant="h2" description={policyKinds[kind].about} actions={actions}>
          {policyKinds[kind].many}
        </Header>
      }
    />
  );
}

export function NodePolicies({ placed }: { readonly placed: PlacedNode }): JSX.Element {
  const { data, error, refetch } = useEnabledKindsQuery();
  const paths = useOrganizationsPaths();
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PageLoading />;
  return (
    <SpaceBetween size="l">
      {data.enabled.map((kind) => (
        <HoldingPolicies key={kind} placed={placed} kind={kind} />
      ))}
      {data.enabled.length < 2 && (
        <div>
          Not all policy types are on: <TextLink href={paths.policyKinds()}>turn them on</TextLink>
        </div>
      )}
    </SpaceBetween>
  );
}
