/** Whether a SAML provider must encrypt its assertions, and the keys that open them. */
import type { AssertionEncryptionModeType, SAMLPrivateKey } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useChangeSamlProvider } from '../../../api/iam/identity-providers.ts';
import { TextFileField } from '../../../forms/identity-provider/text-file-field.tsx';
import type { Column } from '../../../tables/resource-table.tsx';
import { ResourceTable } from '../../../tables/resource-table.tsx';
import { ActionModal } from '../../../ui/action-modal.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { Moment } from '../../../ui/time-text.tsx';

const keysMax = 2;

const modes: readonly { value: AssertionEncryptionModeType; label: string; description: string }[] =
  [
    {
      value: 'Allowed',
      label: 'Allow encrypted assertions',
      description: 'Assertions may be encrypted or not.',
    },
    {
      value: 'Required',
      label: 'Require encrypted assertions',
      description: 'Assertions that are not encrypted are refused. Needs a private key.',
    },
  ];

const columns: readonly Column<SAMLPrivateKey>[] = [
  { id: 'id', header: 'Key ID', isRowHeader: true, cell: ({ KeyId }) => KeyId },
  { id: 'added', header: 'Uploaded', cell: ({ Timestamp }) => <Moment date={Timestamp} /> },
];

function AddKey({ arn, onClose }: { readonly arn: string; onClose(): void }): JSX.Element {
  const [pem, setPem] = useState('');
  const { mutate, error, isPending } = useChangeSamlProvider(arn);
  return (
    <ActionModal
      header="Add private key"
      action="Add key"
      isRunning={isPending}
      isDisabled={pem === ''}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'add-key', pem }, { onSuccess: onClose })}
    >
      {error !== null && <ErrorAlert error={error} header="Key not added" />}
      <TextFileField
        label="Private key"
        description="An RSA key in PEM, without a passphrase. It is stored encrypted and never shown again."
        accept=".pem,.key"
        onText={setPem}
      />
    </ActionModal>
  );
}

export interface EncryptionProps {
  readonly arn: string;
  readonly mode: AssertionEncryptionModeType;
  readonly keys: readonly SAMLPrivateKey[];
  readonly isFetching: boolean;
  onRefresh(): void;
}

export function Encryption({ arn, mode, keys, ...list }: EncryptionProps): JSX.Element {
  const [isAdding, setAdding] = useState(false);
  const { mutate, error, isPending } = useChangeSamlProvider(arn);
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} header="Encryption not changed" />}
      <Container header={<Header variant="h2">Assertion encryption</Header>}>
        <RadioGroup
          ariaLabel="Assertion encryption"
          value={mode}
          items={modes.map((item) => ({ ...item, disabled: isPending }))}
          onChange={({ detail }) =>
            mutate({ kind: 'encryption', mode: detail.value as AssertionEncryptionModeType })
          }
        />
      </Container>
      <ResourceTable
        id="iam-provider-keys"
        title="Private keys"
        noun={['key', 'keys']}
        description={`Up to ${keysMax}, so that a new one can be added before the old one goes.`}
        variant="container"
        columns={columns}
        items={keys}
        {...list}
        keyOf={({ KeyId = '' }) => KeyId}
        selectionType="single"
        actions={([chosen]) => (
          <>
            <Button
              disabled={chosen === undefined}
              loading={isPending}
              onClick={() => mutate({ kind: 'remove-key', keyId: chosen?.KeyId ?? '' })}
            >
              Remove
            </Button>
            <Button disabled={keys.length >= keysMax} onClick={() => setAdding(true)}>
              Add private key
            </Button>
          </>
        )}
      />
      {isAdding && <AddKey arn={arn} onClose={() => setAdding(false)} />}
    </SpaceBetween>
  );
}
