/**
 * Brings an older version back: a deleted object by removing its delete marker, an older version by
 * copying it over the current one. Page: S3 UG "Restoring previous versions".
 */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { copyObject } from '../../api/s3/copying.ts';
import { deleteObjects } from '../../api/s3/deletion.ts';
import type { ObjectRow } from '../../api/s3/listing.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';

type Version = Pick<ObjectRow, 'key' | 'kind' | 'versionId' | 'isLatest'>;

/** What can be done to bring it back; of the current version, nothing. */
export function restoreAction(version: Version): 'undelete' | 'restore' | undefined {
  if (version.kind === 'delete-marker') return version.isLatest === true ? 'undelete' : undefined;
  const isOld = version.kind === 'object' && version.isLatest === false;
  return isOld ? 'restore' : undefined;
}

const texts = {
  undelete: {
    header: 'Undelete object',
    action: 'Undelete',
    done: 'is there again',
    what: 'The delete marker is removed, so that the version before it is the current one again.',
  },
  restore: {
    header: 'Restore version',
    action: 'Restore',
    done: 'was restored',
    what: 'This version is copied over the current one. No version is lost.',
  },
} as const;

export function RestoreVersionDialog({
  bucket,
  version,
  onClose,
}: {
  readonly bucket: string;
  readonly version: Version;
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const { key: objectKey, versionId } = version;
  const kind = restoreAction(version) ?? 'restore';
  const text = texts[kind];
  const { mutate, error, isPending } = useMutation({
    async mutationFn() {
      await (kind === 'undelete'
        ? deleteObjects(s3, bucket, [{ key: objectKey, versionId }])
        : copyObject(s3, { bucket, objectKey, versionId }, { bucket, objectKey }));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) }),
    onSuccess() {
      notify({ type: 'success', content: `${objectKey} ${text.done}.` });
      onClose();
    },
  });
  return (
    <ActionModal
      header={text.header}
      action={text.action}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate()}
    >
      {error !== null && <ErrorAlert error={error} />}
      <div className="keys">{objectKey}</div>
      <div>
        {text.what} Version: {versionId}
      </div>
    </ActionModal>
  );
}
