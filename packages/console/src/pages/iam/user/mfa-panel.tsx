/** MFA devices of a user or the root user: assigned, brought back into step, removed. */
import type { MFADevice } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { TableProps } from '@cloudscape-design/components/table';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import type { Owner } from '../../../api/iam/credentials.ts';
import {
  deviceName,
  isVirtual,
  useChangeMfaDevice,
  useMfaDevicesQuery,
} from '../../../api/iam/mfa-devices.ts';
import { AssignMfaDialog } from '../../../forms/iam/assign-mfa-dialog.tsx';
import type { Codes } from '../../../forms/iam/code-fields.tsx';
import { CodeFields, codesAreWhole } from '../../../forms/iam/code-fields.tsx';
import { ActionModal } from '../../../ui/action-modal.tsx';
import { ConfirmDelete } from '../../../ui/confirm-delete.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useNotify } from '../../../ui/notifications.tsx';
import { Moment } from '../../../ui/time-text.tsx';

const columns: readonly TableProps.ColumnDefinition<MFADevice>[] = [
  {
    id: 'name',
    header: 'Device name',
    isRowHeader: true,
    cell: ({ SerialNumber = '' }) => deviceName(SerialNumber),
  },
  {
    id: 'type',
    header: 'Type',
    cell: ({ SerialNumber = '' }) => (isVirtual(SerialNumber) ? 'Virtual' : 'Hardware'),
  },
  { id: 'serial', header: 'Identifier', cell: ({ SerialNumber }) => SerialNumber },
  { id: 'date', header: 'Created on', cell: ({ EnableDate }) => <Moment date={EnableDate} /> },
];

interface DialogProps {
  readonly owner: Owner;
  readonly serialNumber: string;
  onClose(): void;
}

function RemoveDevice({ owner, serialNumber, onClose }: DialogProps): JSX.Element {
  const { mutate, error, isPending } = useChangeMfaDevice(owner);
  const notify = useNotify();
  const name = deviceName(serialNumber);
  return (
    <ConfirmDelete
      what={`MFA device ${name}`}
      names={[name]}
      confirmation={name}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate(
          { kind: 'remove', serialNumber },
          {
            onSuccess: () => {
              notify({ type: 'success', content: `Removed MFA device ${name}.` });
              onClose();
            },
          },
        )
      }
    >
      Signing in no longer asks for its codes.
    </ConfirmDelete>
  );
}

function ResyncDevice({ owner, serialNumber, onClose }: DialogProps): JSX.Element {
  const { mutate, error, isPending } = useChangeMfaDevice(owner);
  const [codes, setCodes] = useState<Codes>(['', '']);
  return (
    <ActionModal
      header={`Resync ${deviceName(serialNumber)}`}
      action="Resync"
      isRunning={isPending}
      isDisabled={!codesAreWhole(codes)}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'resync', serialNumber, codes }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Device not in step" />}
      When the clock of a device is off, its codes are refused. Two in a row tell how far it is.
      <CodeFields codes={codes} onChange={setCodes} />
    </ActionModal>
  );
}

export function MfaPanel({ owner }: { readonly owner: Owner }): JSX.Element {
  const { data, error, isPending, refetch } = useMfaDevicesQuery(owner);
  const [chosenSerial, setChosen] = useState<string>();
  const [open, setOpen] = useState<'assign' | 'resync' | 'remove'>();
  const chosen = data?.find(({ SerialNumber }) => SerialNumber === chosenSerial);
  const serialNumber = chosen?.SerialNumber ?? '';
  const close = (): void => setOpen(undefined);
  const actions = (
    <SpaceBetween direction="horizontal" size="xs">
      <Button disabled={chosen === undefined} onClick={() => setOpen('remove')}>
        Remove
      </Button>
      <Button disabled={chosen === undefined} onClick={() => setOpen('resync')}>
        Resync
      </Button>
      <Button onClick={() => setOpen('assign')}>Assign MFA device</Button>
    </SpaceBetween>
  );
  const failure = error !== null && <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return (
    <>
      <Table
        variant="container"
        items={[...(data ?? [])]}
        columnDefinitions={columns}
        trackBy="SerialNumber"
        loading={isPending}
        loadingText="Loading MFA devices"
        empty={failure === false ? 'No MFA devices' : failure}
        selectionType="single"
        selectedItems={chosen === undefined ? [] : [chosen]}
        onSelectionChange={({ detail }) => setChosen(detail.selectedItems[0]?.SerialNumber)}
        ariaLabels={{
          tableLabel: 'MFA devices',
          itemSelectionLabel: (_selection, { SerialNumber = '' }) =>
            `Select ${deviceName(SerialNumber)}`,
        }}
        header={
          <Header
            variant="h2"
            counter={data === undefined ? undefined : `(${data.length})`}
            description="A second factor at sign-in, beside the password."
            actions={actions}
          >
            Multi-factor authentication (MFA)
          </Header>
        }
      />
      {open === 'assign' && <AssignMfaDialog owner={owner} onClose={close} />}
      {open === 'resync' && <ResyncDevice {...{ owner, serialNumber }} onClose={close} />}
      {open === 'remove' && <RemoveDevice {...{ owner, serialNumber }} onClose={close} />}
    </>
  );
}
