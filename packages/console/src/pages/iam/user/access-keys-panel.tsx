/** Access keys of a user or the root user: created, turned off and on, deleted; their last use. */
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import type { KeyDetails, Owner } from '../../../api/iam/credentials.ts';
import { useAccessKeysQuery, useChangeAccessKey } from '../../../api/iam/credentials.ts';
import { NewAccessKeyDialog } from '../../../forms/iam/new-access-key-dialog.tsx';
import { ConfirmDelete } from '../../../ui/confirm-delete.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useNotify } from '../../../ui/notifications.tsx';
import { Ago } from '../../../ui/time-text.tsx';

/** Of one user. Page: IAM UG "IAM and AWS STS quotas". */
const keysMax = 2;

function LastUse({ lastUsed }: Pick<KeyDetails, 'lastUsed'>): JSX.Element {
  if (lastUsed === undefined) return <>Not known</>;
  const { LastUsedDate, ServiceName } = lastUsed;
  if (LastUsedDate === undefined) return <>Never</>;
  return (
    <>
      <Ago date={LastUsedDate} /> with {ServiceName}
    </>
  );
}

const columns: readonly TableProps.ColumnDefinition<KeyDetails>[] = [
  {
    id: 'id',
    header: 'Access key ID',
    isRowHeader: true,
    cell: ({ AccessKeyId }) => <Box variant="code">{AccessKeyId}</Box>,
  },
  {
    id: 'status',
    header: 'Status',
    cell: ({ Status }) => (
      <StatusIndicator type={Status === 'Active' ? 'success' : 'stopped'}>{Status}</StatusIndicator>
    ),
  },
  { id: 'used', header: 'Last used', cell: LastUse },
  { id: 'created', header: 'Created', cell: ({ CreateDate }) => <Ago date={CreateDate} /> },
];

function DeleteKey({
  owner,
  accessKey,
  onClose,
}: {
  readonly owner: Owner;
  readonly accessKey: KeyDetails;
  onClose(): void;
}): JSX.Element {
  const { AccessKeyId: id = '', Status } = accessKey;
  const { mutate, error, isPending } = useChangeAccessKey(owner);
  const notify = useNotify();
  return (
    <ConfirmDelete
      what={`access key ${id}`}
      names={[id]}
      confirmation={id}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'delete', id },
          {
            onSuccess: () => {
              notify({ type: 'success', content: `Deleted access key ${id}.` });
              onClose();
            },
          },
        )
      }
    >
      {Status === 'Active' &&
        'The key is active: deactivate it first to see whether it is missed. '}
      A deleted key cannot be brought back.
    </ConfirmDelete>
  );
}

function Actions({
  owner,
  chosen,
  count,
}: {
  readonly owner: Owner;
  readonly chosen: KeyDetails | undefined;
  readonly count: number | undefined;
}): JSX.Element {
  const { mutate, error, isPending } = useChangeAccessKey(owner);
  const [open, setOpen] = useState<'create' | 'delete'>();
  const { AccessKeyId: id = '', Status } = chosen ?? {};
  const isActive = Status === 'Active';
  const isFull = count !== undefined && count >= keysMax;
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          disabled={chosen === undefined}
          loading={isPending}
          onClick={() => mutate({ kind: 'status', id, status: isActive ? 'Inactive' : 'Active' })}
        >
          {chosen === undefined || isActive ? 'Deactivate' : 'Activate'}
        </Button>
        <Button disabled={chosen === undefined} onClick={() => setOpen('delete')}>
          Delete
        </Button>
        <Button
          disabled={isFull}
          disabledReason={`There can be ${keysMax} access keys at a time.`}
          onClick={() => setOpen('create')}
        >
          Create access key
        </Button>
      </SpaceBetween>
      {error !== null && <ErrorAlert error={error} header="Access key not changed" />}
      {open === 'create' && <NewAccessKeyDialog owner={owner} onClose={() => setOpen(undefined)} />}
      {open === 'delete' && chosen !== undefined && (
        <DeleteKey owner={owner} accessKey={chosen} onClose={() => setOpen(undefined)} />
      )}
    </>
  );
}

export function AccessKeysPanel({ owner }: { readonly owner: Owner }): JSX.Element {
  const { data, error, isPending, refetch } = useAccessKeysQuery(owner);
  const [chosenId, setChosenId] = useState<string>();
  const chosen = data?.find(({ AccessKeyId }) => AccessKeyId === chosenId);
  const actions = <Actions owner={owner} chosen={chosen} count={data?.length} />;
  return (
    <Table
      variant="container"
      items={[...(data ?? [])]}
      columnDefinitions={columns}
      trackBy="AccessKeyId"
      loading={isPending}
      loadingText="Loading access keys"
      empty={
        error === null ? (
          'No access keys'
        ) : (
          <ErrorAlert error={error} onRetry={() => void refetch()} />
        )
      }
      selectionType="single"
      selectedItems={chosen === undefined ? [] : [chosen]}
      onSelectionChange={({ detail }) => setChosenId(detail.selectedItems[0]?.AccessKeyId)}
      ariaLabels={{
        tableLabel: 'Access keys',
        itemSelectionLabel: (_selection, { AccessKeyId }) => `Select ${AccessKeyId}`,
      }}
      header={
        <Header
          variant="h2"
          counter={data === undefined ? undefined : `(${data.length})`}
          description="For requests of the CLI and of programs."
          actions={actions}
        >
          Access keys
        </Header>
      }
    />
  );
}
