/** The policies of a user, group or role: attached and inline, with what can be done to them. */
import Button from '@cloudscape-design/components/button';
import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { Holder } from '../../api/iam/holder-policies.ts';
import { useChangeHolder, useHolderPoliciesQuery } from '../../api/iam/holder-policies.ts';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { IamPaths } from '../../paths/iam-paths.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { SimulateButton } from './simulate-button.tsx';

interface Row {
  readonly name: string;
  /** Of a managed policy; inline ones have none. */
  readonly arn?: string;
}

const typeOf = ({ arn }: Row): string => {
  if (arn === undefined) return 'Inline';
  return arn.includes(':iam::aws:') ? 'AWS managed' : 'Customer managed';
};

const keyOf = ({ name, arn }: Row): string => arn ?? `inline/${name}`;

function columnsOf(holder: Holder, paths: IamPaths) {
  return [
    {
      id: 'name',
      header: 'Policy name',
      isRowHeader: true,
      cell: ({ name, arn }: Row) => (
        <TextLink
          href={
            arn === undefined
              ? paths.inlinePolicy(holder.kind, holder.name, name)
              : paths.policy(arn)
          }
        >
          {name}
        </TextLink>
      ),
    },
    { id: 'type', header: 'Type', cell: typeOf },
  ];
}

function AddButton({ holder }: { readonly holder: Holder }): JSX.Element {
  const paths = useIamPaths();
  const navigate = useNavigate();
  const { kind, name } = holder;
  return (
    <ButtonDropdown
      variant="primary"
      items={[
        { id: 'attach', text: 'Attach policies' },
        { id: 'inline', text: 'Create inline policy' },
      ]}
      onItemClick={({ detail }) =>
        void navigate(
          detail.id === 'attach'
            ? paths.attachPolicies(kind, name)
            : paths.inlinePolicy(kind, name),
        )
      }
    >
      Add permissions
    </ButtonDropdown>
  );
}

/** The policies as rows, and their removal: managed ones are detached, inline ones deleted. */
function useRows(holder: Holder) {
  const query = useHolderPoliciesQuery(holder);
  const change = useChangeHolder(holder);
  const { attached = [], inline = [] } = query.data ?? {};
  const rows: Row[] = [
    ...attached.map(({ PolicyName: name = '', PolicyArn: arn = '' }) => ({ name, arn })),
    ...inline.map((name) => ({ name })),
  ];
  const remove = async (chosen: readonly Row[]): Promise<void> => {
    const arns = chosen.flatMap(({ arn }) => arn ?? []);
    if (arns.length > 0) await change.mutateAsync({ kind: 'detach', arns });
    for (const { name, arn } of chosen) {
      if (arn === undefined) await change.mutateAsync({ kind: 'remove', policy: name });
    }
  };
  return { query, change, rows, remove };
}

const ariaLabels = {
  tableLabel: 'Permissions policies',
  allItemsSelectionLabel: () => 'Select all',
  itemSelectionLabel: (_selection: unknown, { name }: Row) => `Select ${name}`,
};

export function PermissionsPanel({ holder }: { readonly holder: Holder }): JSX.Element {
  const { query, change, rows, remove } = useRows(holder);
  const [chosen, setChosen] = useState<readonly Row[]>([]);
  const paths = useIamPaths();
  const { error, isPending, refetch } = query;
  const removeChosen = (): void => {
    // A failure shows in the panel, with what is left.
    remove(chosen).then(
      () => setChosen([]),
      () => undefined,
    );
  };
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  const header = (
    <Header
      variant="h2"
      counter={`(${rows.length})`}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          <Button disabled={chosen.length === 0} loading={change.isPending} onClick={removeChosen}>
            Remove
          </Button>
          <SimulateButton holder={holder} />
          <AddButton holder={holder} />
        </SpaceBetween>
      }
    >
      Permissions policies
    </Header>
  );
  return (
    <SpaceBetween size="s">
      {change.error !== null && (
        <ErrorAlert error={change.error} header="Permissions not changed" />
      )}
      <Table
        variant="container"
        items={rows}
        columnDefinitions={columnsOf(holder, paths)}
        trackBy={keyOf}
        loading={isPending}
        loadingText="Loading policies"
        empty="No policies attached or inline"
        selectionType="multi"
        selectedItems={[...chosen]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems)}
        ariaLabels={ariaLabels}
        header={header}
      />
    </SpaceBetween>
  );
}
