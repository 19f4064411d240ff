/** A link that gives everyone who has it this one object, for a while. */
import { GetObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

/** S3's limit for presigned URLs; S3's own console allows twelve hours. */
const minutesMax = 720;

export function PresignDialog({
  bucket,
  objectKey,
  onClose,
}: {
  readonly bucket: string;
  readonly objectKey: string;
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const [minutes, setMinutes] = useState('60');
  const number = Number(minutes);
  const isValid = Number.isInteger(number) && number >= 1 && number <= minutesMax;
  const { mutate, data, error, isPending } = useMutation<string>({
    mutationFn: () =>
      getSignedUrl(s3, new GetObjectCommand({ Bucket: bucket, Key: objectKey }), {
        expiresIn: number * 60,
      }),
  });
  return (
    <ActionModal
      header="Share with a presigned URL"
      action="Create presigned URL"
      isRunning={isPending}
      isDisabled={!isValid}
      onClose={onClose}
      onConfirm={() => mutate()}
    >
      Whoever has the URL can get the object until it ends. It ends earlier if your session does.
      {error !== null && <ErrorAlert error={error} />}
      <FormField
        label="Minutes"
        errorText={isValid ? '' : `A whole number from 1 to ${minutesMax}.`}
      >
        <Input type="number" value={minutes} onChange={({ detail }) => setMinutes(detail.value)} />
      </FormField>
      {data !== undefined && <CopyText text={data} label="Presigned URL" />}
    </ActionModal>
  );
}
