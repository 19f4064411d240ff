/** Makes an access key, and shows its secret the only time that it can be seen. */
import type { AccessKey } from '@aws-sdk/client-iam';
import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import type { Owner } from '../../api/iam/credentials.ts';
import { ownerInput, useCreateAccessKey } from '../../api/iam/credentials.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { csvText, saveFile } from '../../ui/csv.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { SecretText } from '../../ui/secret-text.tsx';

/** As AWS's file: `aws configure import` reads it. */
function keyFile({ AccessKeyId = '', SecretAccessKey = '' }: AccessKey): string {
  return csvText(['Access key ID', 'Secret access key'], [[AccessKeyId, SecretAccessKey]]);
}

function MadeKey({
  accessKey,
  fileName,
  onClose,
}: {
  readonly accessKey: AccessKey;
  readonly fileName: string;
  onClose(): void;
}): JSX.Element {
  const { AccessKeyId = '', SecretAccessKey = '' } = accessKey;
  return (
    <Modal
      visible
      header="Retrieve access key"
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button iconName="download" onClick={() => saveFile(fileName, keyFile(accessKey))}>
              Download .csv file
            </Button>
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <SpaceBetween size="m">
        <Alert type="warning">
          The secret access key can be seen only now. If it is lost, make another key and delete
          this one.
        </Alert>
        <KeyValuePairs
          items={[
            { label: 'Access key', value: <CopyText text={AccessKeyId} label="Access key" /> },
            {
              label: 'Secret access key',
              value: <SecretText text={SecretAccessKey} label="secret access key" />,
            },
          ]}
        />
      </SpaceBetween>
    </Modal>
  );
}

export function NewAccessKeyDialog({
  owner,
  onClose,
}: {
  readonly owner: Owner;
  onClose(): void;
}): JSX.Element {
  const { mutate, data, error, isPending } = useCreateAccessKey(owner);
  const name = owner.kind === 'user' ? owner.name : 'rootkey';
  if (data !== undefined) {
    return <MadeKey accessKey={data} fileName={`${name}_accessKeys.csv`} onClose={onClose} />;
  }
  return (
    <ActionModal
      header="Create access key"
      action="Create access key"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate()}
    >
      {error !== null && <ErrorAlert error={error} header="Access key not created" />}
      {owner.kind === 'root' && (
        <Alert type="warning">
          A key of the root user may do everything in the account, and nothing can limit it. Create
          an IAM user or role instead.
        </Alert>
      )}
      <Box variant="p">
        Access keys sign requests of the CLI and of programs. They are valid until they are
        deactivated or deleted; a role's temporary credentials are the better choice where they will
        do. There can be two at a time, so that one can be replaced while the other is in use.
      </Box>
      <AwsCommand
        command="iam create-access-key"
        options={{ '--user-name': ownerInput(owner).UserName }}
      />
    </ActionModal>
  );
}
