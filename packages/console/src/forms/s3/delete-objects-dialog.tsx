/**
 * Deletes the chosen objects, and all that is in the chosen folders. Where versions are kept,
 * deleting an object hides it, and deleting a version is for good. Page: S3 UG "Deleting object
 * versions from a versioning-enabled bucket".
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys, useVersioningQuery } from '../../api/s3-queries.ts';
import { deleteObjects, deleteUnder } from '../../api/s3/deletion.ts';
import type { ObjectRow } from '../../api/s3/listing.ts';
import { useSessionId } from '../../api/session-context.ts';
import { useNotify } from '../../ui/notifications.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { useAborter } from './use-aborter.ts';

export type DoomedRow = Pick<ObjectRow, 'key' | 'kind' | 'versionId'>;

const namesShown = 10;

interface DeleteObjectsProps {
  readonly bucket: string;
  readonly rows: readonly DoomedRow[];
  /** Of folders, too: every version goes, for good. */
  readonly withVersions: boolean;
  onClose(): void;
  onDeleted?(): void;
}

function useDelete({ bucket, rows, withVersions, onClose, onDeleted }: DeleteObjectsProps) {
  const s3 = useS3();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const [count, setCount] = useState(0);
  const signalNow = useAborter();
  const mutation = useMutation({
    async mutationFn() {
      const signal = signalNow();
      const objects = rows.filter(({ kind }) => kind !== 'folder');
      await deleteObjects(s3, bucket, objects);
      let deleted = objects.length;
      for (const { key } of rows.filter(({ kind }) => kind === 'folder')) {
        const before = deleted;
        const under = { bucket, prefix: key, withVersions };
        const onProgress = (more: number): void => setCount(before + more);
        deleted += await deleteUnder(s3, under, { signal, onProgress });
      }
      return deleted;
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) }),
    onSuccess(deleted) {
      const noun = deleted === 1 ? 'object was' : 'objects were';
      notify({ type: 'success', content: `${deleted} ${noun} deleted.` });
      onClose();
      onDeleted?.();
    },
  });
  return { ...mutation, count };
}

function Consequence({ isHidden }: { readonly isHidden: boolean }): JSX.Element {
  return isHidden ? (
    <p>
      The versions stay: a delete marker hides each object, and removing that marker brings it back.
    </p>
  ) : (
    <p>This cannot be undone.</p>
  );
}

export function DeleteObjectsDialog(props: DeleteObjectsProps): JSX.Element {
  const { bucket, rows, withVersions, onClose } = props;
  const { data: versioning } = useVersioningQuery(bucket);
  const { mutate, error, isPending, count } = useDelete(props);
  const isForGood = withVersions || rows.some(({ versionId }) => versionId !== undefined);
  const isHidden = !isForGood && versioning === 'Enabled';
  return (
    <ConfirmDialog
      header={isForGood ? 'Delete versions' : 'Delete objects'}
      action={isForGood ? 'Delete versions' : 'Delete objects'}
      word={isHidden ? 'delete' : 'permanently delete'}
      error={error}
      isPending={isPending}
      onConfirm={() => mutate()}
      onClose={onClose}
    >
      <Consequence isHidden={isHidden} />
      Of {bucket}, these are deleted, folders with all that is in them:
      <ul className="keys">
        {rows.slice(0, namesShown).map(({ key, versionId }) => (
          <li key={`${key} ${versionId}`}>
            {key}
            {versionId !== undefined && ` (version ${versionId})`}
          </li>
        ))}
        {rows.length > namesShown && <li>and {rows.length - namesShown} more</li>}
      </ul>
      {count > 0 && <p role="status">{count} deleted so far.</p>}
    </ConfirmDialog>
  );
}
