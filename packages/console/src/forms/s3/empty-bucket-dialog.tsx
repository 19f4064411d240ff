/** Deletes every object of a bucket, a thousand at a time. */
import { DeleteObjectsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import type { S3Client } from '@aws-sdk/client-s3';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';

/** Throws at the first object that may not be deleted. */
export async function deleteUnder(
  s3: S3Client,
  place: { readonly bucket: string; readonly prefix: string },
  onProgress: (deleted: number) => void,
): Promise<number> {
  const { bucket, prefix } = place;
  let deleted = 0;
  for (;;) {
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, MaxKeys: 1000 }),
    );
    if (Contents.length === 0) return deleted;
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({
        Bucket: bucket,
        Delete: { Quiet: true, Objects: Contents.map(({ Key }) => ({ Key })) },
      }),
    );
    const [first] = Errors;
    if (first !== undefined) {
      const error = new Error(`${first.Key}: ${first.Message}`);
      error.name = first.Code ?? 'Error';
      throw error;
    }
    deleted += Contents.length;
    onProgress(deleted);
  }
}

export function EmptyBucketDialog({
  bucket,
  onClose,
}: {
  readonly bucket: string;
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const [progress, setProgress] = useState(0);
  const { mutate, error, isPending } = useMutation({
    mutationFn: () => deleteUnder(s3, { bucket, prefix: '' }, setProgress),
    async onSuccess(deleted) {
      await queryClient.invalidateQueries({ queryKey: s3Keys.bucket(sessionId, bucket) });
      notify({ type: 'success', content: `${deleted} objects of ${bucket} were deleted.` });
      onClose();
    },
  });
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
      Emptying deletes every object of the bucket and cannot be undone.
      {progress > 0 && <p>{progress} objects deleted so far.</p>}
    </ConfirmDialog>
  );
}
