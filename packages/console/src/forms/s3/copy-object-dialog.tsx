/** Copies an object to another key; renaming is copying and deleting. */
import { CopyObjectCommand, DeleteObjectCommand } from '@aws-sdk/client-s3';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';

interface CopyObjectProps {
  readonly bucket: string;
  readonly objectKey: string;
  readonly isMove: boolean;
  onClose(): void;
}

/** Slashes stay: S3 takes them as they are, all else is percent-encoded. */
function copySource(bucket: string, key: string): string {
  return `${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}

function useCopy({ bucket, objectKey, isMove, onClose }: CopyObjectProps) {
  const s3 = useS3();
  const paths = useS3Paths();
  const notify = useNotify();
  const navigate = useNavigate();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    async mutationFn(target: { readonly bucket: string; readonly key: string }) {
      await s3.send(
        new CopyObjectCommand({
          Bucket: target.bucket,
          Key: target.key,
          CopySource: copySource(bucket, objectKey),
        }),
      );
      if (isMove) await s3.send(new DeleteObjectCommand({ Bucket: bucket, Key: objectKey }));
    },
    async onSuccess(_output, target) {
      await queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, target.bucket) });
      notify({ type: 'success', content: `${isMove ? 'Renamed to' : 'Copied to'} ${target.key}.` });
      onClose();
      void navigate(paths.object(target.bucket, target.key));
    },
  });
}

export function CopyObjectDialog(props: CopyObjectProps): JSX.Element {
  const { bucket, objectKey, isMove, onClose } = props;
  const [target, setTarget] = useState({ bucket, key: objectKey });
  const { mutate, error, isPending } = useCopy(props);
  const isSame = target.bucket === bucket && target.key === objectKey;
  const action = isMove ? 'Rename' : 'Copy';
  return (
    <ActionModal
      header={`${action} ${objectKey}`}
      action={action}
      isRunning={isPending}
      isDisabled={isSame || target.key === ''}
      onClose={onClose}
      onConfirm={() => mutate(target)}
    >
      {error !== null && <ErrorAlert error={error} header={`${action} failed`} />}
      {!isMove && (
        <FormField label="Destination bucket">
          <Input
            value={target.bucket}
            onChange={({ detail }) => setTarget({ ...target, bucket: detail.value })}
          />
        </FormField>
      )}
      <FormField label={isMove ? 'New key' : 'Destination key'}>
        <Input
          value={target.key}
          onChange={({ detail }) => setTarget({ ...target, key: detail.value })}
        />
      </FormField>
    </ActionModal>
  );
}
