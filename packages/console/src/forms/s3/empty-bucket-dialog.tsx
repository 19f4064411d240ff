/**
 * Deletes every object of a bucket, with all versions where they are kept. Page: S3 UG "Emptying a
 * bucket".
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { deleteUnder, mayHaveVersions } from '../../api/s3/deletion.ts';
import { useSessionId } from '../../api/session-context.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useAborter } from './use-aborter.ts';

function useEmpty(bucket: string, onClose: () => void) {
  const s3 = useS3();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const [count, setCount] = useState(0);
  const signalNow = useAborter();
  const mutation = useMutation({
    async mutationFn() {
      const signal = signalNow();
      const withVersions = await mayHaveVersions(s3, bucket);
      const under = { bucket, prefix: '', withVersions };
      return deleteUnder(s3, under, { signal, onProgress: setCount });
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: s3Keys.bucket(sessionId, bucket) }),
    onSuccess(deleted) {
      const noun = deleted === 1 ? 'object' : 'objects';
      notify({
        type: 'success',
        content: `Bucket ${bucket} is empty: ${deleted} ${noun} deleted.`,
      });
      onClose();
    },
  });
  return { ...mutation, count };
}

export function EmptyBucketDialog({
  bucket,
  onClose,
}: {
  readonly bucket: string;
  onClose(): void;
}): JSX.Element {
  const { mutate, error, isPending, count } = useEmpty(bucket, onClose);
  return (
    <ConfirmDialog
      header={`Empty bucket ${bucket}`}
      action="Empty"
      word="permanently delete"
      error={error}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      Emptying deletes every object of the bucket, with all its versions, and cannot be undone.
      Closing this window stops it.
      {count > 0 && <p role="status">{count} deleted so far.</p>}
    </ConfirmDialog>
  );
}
