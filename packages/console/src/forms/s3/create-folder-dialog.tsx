/** A folder is an empty object whose key ends with a slash. */
import { PutObjectCommand } from '@aws-sdk/client-s3';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
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
  return (
    <ActionModal
      header="Create folder"
      action="Create folder"
      isRunning={isPending}
      isDisabled={name === '' || name.includes('/')}
      onClose={onClose}
      onConfirm={() => mutate()}
    >
      {error !== null && <ErrorAlert error={error} header="Folder not created" />}
      <FormField
        label="Folder name"
        constraintText="Without slashes."
        errorText={name.includes('/') ? 'A folder within a folder is created in it.' : ''}
      >
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ActionModal>
  );
}
