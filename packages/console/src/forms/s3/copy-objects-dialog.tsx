/** Copies or moves objects and folders into a folder of this or another bucket. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3, useS3Paths } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import type { CopyJob } from '../../api/s3/copying.ts';
import { copyAll, copyFault } from '../../api/s3/copying.ts';
import { folderOf, nameOf } from '../../api/s3/object-place.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { useNotify } from '../../ui/notifications.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { useAborter } from './use-aborter.ts';

export interface CopyObjectsProps extends Pick<CopyJob, 'bucket' | 'rows' | 'isMove'> {
  onClose(): void;
  onDone?(job: CopyJob): void;
}

function useCopy({ onClose, onDone }: CopyObjectsProps) {
  const s3 = useS3();
  const paths = useS3Paths();
  const notify = useNotify();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const [count, setCount] = useState(0);
  const signalNow = useAborter();
  const mutation = useMutation({
    mutationFn: (job: CopyJob) => copyAll(s3, job, { signal: signalNow(), onProgress: setCount }),
    async onSettled(_copied, _error, { bucket, target }) {
      for (const changed of new Set([bucket, target.bucket])) {
        await queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, changed) });
      }
    },
    onSuccess(copied, job) {
      const { bucket, prefix } = job.target;
      const noun = copied === 1 ? 'object' : 'objects';
      notify({
        type: 'success',
        content: (
          <>
            {copied} {noun} {job.isMove ? 'moved' : 'copied'} to{' '}
            <TextLink href={paths.bucket(bucket, { prefix })} variant="info">
              s3://{bucket}/{prefix}
            </TextLink>
          </>
        ),
      });
      onClose();
      onDone?.(job);
    },
  });
  return { ...mutation, count };
}

/** Where they are now, to be changed. A single object can be given another name. */
function firstTarget(bucket: string, rows: CopyJob['rows']): CopyJob['target'] {
  const [first] = rows;
  const key = first?.key ?? '';
  const isOne = rows.length === 1 && first?.kind === 'object';
  return { bucket, prefix: folderOf(key), ...(isOne ? { name: nameOf(key) } : {}) };
}

export function CopyObjectsDialog(props: CopyObjectsProps): JSX.Element {
  const { bucket, rows, isMove, onClose } = props;
  const [target, setTarget] = useState(() => firstTarget(bucket, rows));
  const { mutate, error, isPending, count } = useCopy(props);
  const [isTried, setTried] = useState(false);
  const job = { bucket, rows, target, isMove };
  const fault = copyFault(job);
  const action = isMove ? 'Move' : 'Copy';
  const what = rows.length === 1 ? (rows[0]?.key ?? '') : `${rows.length} objects and folders`;
  return (
    <ActionModal
      header={`${action} ${what}`}
      action={action}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => {
        setTried(true);
        if (fault === undefined) mutate(job);
      }}
    >
      {error !== null && <ErrorAlert error={error} header={`${action} stopped`} />}
      <FormField label="Destination bucket">
        <Input
          value={target.bucket}
          spellcheck={false}
          onChange={({ detail }) => setTarget({ ...target, bucket: detail.value })}
        />
      </FormField>
      <FormField
        label="Destination folder"
        description="Ends with a slash. Without a folder, they come to the top of the bucket."
        constraintText="Objects that have these names already are replaced."
        errorText={isTried ? (fault ?? '') : ''}
      >
        <Input
          value={target.prefix}
          spellcheck={false}
          placeholder="folder/"
          onChange={({ detail }) => setTarget({ ...target, prefix: detail.value })}
        />
      </FormField>
      {target.name !== undefined && (
        <FormField label="Name">
          <Input
            value={target.name}
            spellcheck={false}
            onChange={({ detail }) => setTarget({ ...target, name: detail.value })}
          />
        </FormField>
      )}
      {count > 0 && <p role="status">{count} done so far.</p>}
    </ActionModal>
  );
}
