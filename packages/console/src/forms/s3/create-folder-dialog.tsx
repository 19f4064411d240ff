/** A folder is an empty object whose key ends with a slash. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';

export function CreateFolderDialog({
  bucket,
  prefix,
  onClose,
}: {
  readonly bucket: string;
  readonly prefix: string;
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const [name, setName] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: () =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: `${prefix}${name}/`, Body: '' })),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) });
      onClose();
    },
  });
  const isValid = name !== '' && !name.includes('/');
  return (
    <Modal
      visible
      header="Create folder"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" onClick={onClose}>
              Cancel
            </Button>
            <Button
              variant="primary"
              disabled={!isValid}
              loading={isPending}
              onClick={() => mutate()}
            >
              Create folder
            </Button>
          </SpaceBetween>
        </Box>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isValid) mutate();
        }}
      >
        <SpaceBetween size="m">
          {error !== null && <ErrorAlert error={error} header="Folder not created" />}
          <FormField label="Folder name" constraintText="Without slashes.">
            <Input value={name} onChange={({ detail }) => setName(detail.value)} />
          </FormField>
        </SpaceBetween>
      </form>
    </Modal>
  );
}
