/**
 * Assigns a virtual MFA device: its name, then the QR code and two codes of the app. Page: IAM UG
 * "Assign a virtual MFA device in the AWS Management Console".
 */
import type { VirtualMFADevice } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import type { Owner } from '../../api/iam/credentials.ts';
import {
  useAbandonVirtualDevice,
  useChangeMfaDevice,
  useCreateVirtualDevice,
} from '../../api/iam/mfa-devices.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { SecretText } from '../../ui/secret-text.tsx';
import type { Codes } from './code-fields.tsx';
import { CodeFields, codesAreWhole } from './code-fields.tsx';

const deviceNamePattern = /^[\w+=,.@-]{1,226}$/;

function NameStep({
  onMade,
  onClose,
}: {
  onMade(device: VirtualMFADevice): void;
  onClose(): void;
}): JSX.Element {
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useCreateVirtualDevice();
  return (
    <ActionModal
      header="Assign MFA device"
      action="Next"
      isRunning={isPending}
      isDisabled={!deviceNamePattern.test(name)}
      onClose={onClose}
      onConfirm={() => mutate(name, { onSuccess: onMade })}
    >
      {error !== null && <ErrorAlert error={error} header="Device not created" />}
      <Box variant="p">
        An authenticator app on a phone or computer shows a new code every 30 seconds. From then on,
        signing in asks for it.
      </Box>
      <FormField
        label="Device name"
        constraintText="Unique in the account. Letters, digits and + = , . @ _ -"
      >
        <Input
          value={name}
          autoFocus
          spellcheck={false}
          onChange={({ detail }) => setName(detail.value)}
        />
      </FormField>
    </ActionModal>
  );
}

function pictureOf({ QRCodePNG }: VirtualMFADevice): string {
  const bytes = QRCodePNG ?? new Uint8Array();
  return `data:image/png;base64,${btoa(String.fromCharCode(...bytes))}`;
}

function seedOf({ Base32StringSeed }: VirtualMFADevice): string {
  return new TextDecoder().decode(Base32StringSeed);
}

function CodesStep({
  owner,
  device,
  onClose,
}: {
  readonly owner: Owner;
  readonly device: VirtualMFADevice;
  onClose(): void;
}): JSX.Element {
  const [codes, setCodes] = useState<Codes>(['', '']);
  const { mutate, error, isPending } = useChangeMfaDevice(owner);
  const { mutate: abandon } = useAbandonVirtualDevice();
  const notify = useNotify();
  const picture = useMemo(() => pictureOf(device), [device]);
  const { SerialNumber: serialNumber = '' } = device;
  return (
    <ActionModal
      header="Set up device"
      action="Add MFA"
      isRunning={isPending}
      isDisabled={!codesAreWhole(codes)}
      onClose={() => {
        abandon(serialNumber);
        onClose();
      }}
      onConfirm={() =>
        mutate(
          { kind: 'enable', serialNumber, codes },
          {
            onSuccess: () => {
              notify({ type: 'success', content: `MFA device ${serialNumber} is assigned.` });
              onClose();
            },
          },
        )
      }
    >
      {error !== null && <ErrorAlert error={error} header="Device not assigned" />}
      <Box variant="p">Scan the QR code with the authenticator app, or type the secret key.</Box>
      <img className="qr-code" src={picture} alt="QR code of the device's secret key" />
      <FormField label="Secret key">
        <SecretText text={seedOf(device)} label="secret key" />
      </FormField>
      <CodeFields codes={codes} onChange={setCodes} />
    </ActionModal>
  );
}

export function AssignMfaDialog({
  owner,
  onClose,
}: {
  readonly owner: Owner;
  onClose(): void;
}): JSX.Element {
  const [device, setDevice] = useState<VirtualMFADevice>();
  if (device === undefined) return <NameStep onMade={setDevice} onClose={onClose} />;
  return <CodesStep owner={owner} device={device} onClose={onClose} />;
}
