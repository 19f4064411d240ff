/** Deletes an empty bucket. */
import { DeleteBucketCommand } from '@aws-sdk/client-s3';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useNavigate } from 'react-router';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';

export function DeleteBucketDialog({
  bucket,
  onClose,
}: {
  readonly bucket: string;
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const paths = useS3Paths();
  const notify = useNotify();
  const navigate = useNavigate();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => s3.send(new DeleteBucketCommand({ Bucket: bucket })),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey: s3Keys.buckets(sessionId) });
      notify({ type: 'success', content: `Bucket ${bucket} was deleted.` });
      onClose();
      void navigate(paths.buckets());
    },
  });
  return (
    <ConfirmDialog
      header={`Delete bucket ${bucket}`}
      action="Delete bucket"
      word={bucket}
      error={error}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      Deleting a bucket cannot be undone, and its name becomes free for any account. Only an empty
      bucket can be deleted.
    </ConfirmDialog>
  );
}
