/** Renames an object: a copy under the new name, then the deletion of the old one. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { copyObject } from '../../api/s3/copying.ts';
import { deleteObjects } from '../../api/s3/deletion.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { folderOf, nameOf } from '../../api/s3/object-place.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';

export function RenameObjectDialog({
  place,
  onClose,
  onRenamed,
}: {
  readonly place: ObjectPlace;
  onClose(): void;
  onRenamed?(objectKey: string): void;
}): JSX.Element {
  const s3 = useS3();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const { bucket, objectKey } = place;
  const [name, setName] = useState(nameOf(objectKey));
  const newKey = folderOf(objectKey) + name;
  const { mutate, error, isPending } = useMutation({
    async mutationFn() {
      await copyObject(s3, { bucket, objectKey }, { bucket, objectKey: newKey });
      await deleteObjects(s3, bucket, [{ key: objectKey }]);
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) }),
    onSuccess() {
      notify({ type: 'success', content: `Renamed to ${newKey}.` });
      onClose();
      onRenamed?.(newKey);
    },
  });
  const hasSlash = name.includes('/');
  return (
    <ActionModal
      header="Rename object"
      action="Rename"
      isRunning={isPending}
      isDisabled={name === '' || hasSlash || newKey === objectKey}
      onClose={onClose}
      onConfirm={() => mutate()}
    >
      {error !== null && <ErrorAlert error={error} header="Not renamed" />}
      <div>
        <span className="keys">{objectKey}</span> is copied to its new name and then deleted.
      </div>
      <FormField
        label="New object name"
        constraintText="An object that has this name already is replaced."
        errorText={hasSlash ? 'To put it into another folder, move it.' : ''}
      >
        <Input value={name} autoFocus onChange={({ detail }) => setName(detail.value)} />
      </FormField>
    </ActionModal>
  );
}
