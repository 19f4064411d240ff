/** Deletes the chosen objects, and all that is in the chosen folders. */
import { DeleteObjectsCommand } from '@aws-sdk/client-s3';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { deleteUnder } from './empty-bucket-dialog.tsx';

export interface ChosenObject {
  readonly key: string;
  readonly isFolder: boolean;
}

const namesShown = 10;

export function DeleteObjectsDialog({
  bucket,
  rows,
  onClose,
}: {
  readonly bucket: string;
  readonly rows: readonly ChosenObject[];
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const { mutate, error, isPending } = useMutation({
    async mutationFn() {
      const objects = rows.filter((row) => !row.isFolder);
      if (objects.length > 0) {
        const { Errors: [first] = [] } = await s3.send(
          new DeleteObjectsCommand({
            Bucket: bucket,
            Delete: { Quiet: true, Objects: objects.map(({ key }) => ({ Key: key })) },
          }),
        );
        if (first !== undefined) {
          throw Object.assign(new Error(`${first.Key}: ${first.Message}`), { name: first.Code });
        }
      }
      for (const { key } of rows.filter((row) => row.isFolder)) {
        await deleteUnder(s3, { bucket, prefix: key }, () => undefined);
      }
    },
    async onSettled() {
      await queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) });
    },
    onSuccess() {
      notify({ type: 'success', content: 'The objects were deleted.' });
      onClose();
    },
  });
  return (
    <ConfirmDialog
      header="Delete objects"
      action="Delete objects"
      word="permanently delete"
      error={error}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      This cannot be undone. Of {bucket}, these are deleted, folders with all that is in them:
      <ul>
        {rows.slice(0, namesShown).map(({ key }) => (
          <li key={key}>{key}</li>
        ))}
        {rows.length > namesShown && <li>and {rows.length - namesShown} more</li>}
      </ul>
    </ConfirmDialog>
  );
}
