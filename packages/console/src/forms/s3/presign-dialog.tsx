/**
 * A link that gives everyone who has it this one object, for a while. Page: S3 UG "Sharing objects
 * with presigned URLs".
 */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { nameOf } from '../../api/s3/object-place.ts';
import { presignedLink } from '../../api/s3/presign.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { momentText } from '../../ui/time-text.tsx';

/** S3's own console allows twelve hours. */
const units = {
  minutes: { seconds: 60, max: 720 },
  hours: { seconds: 3600, max: 12 },
} as const;

type Unit = keyof typeof units;

const options = [
  { value: 'minutes', label: 'Minutes' },
  { value: 'hours', label: 'Hours' },
];

interface Link {
  readonly url: string;
  readonly ends: Date;
}

export function PresignDialog({
  place,
  onClose,
}: {
  readonly place: ObjectPlace;
  onClose(): void;
}): JSX.Element {
  const s3 = useS3();
  const [amount, setAmount] = useState('60');
  const [unit, setUnit] = useState<Unit>('minutes');
  const { max } = units[unit];
  const number = Number(amount);
  const isValid = Number.isInteger(number) && number >= 1 && number <= max;
  const { mutate, data, error, isPending } = useMutation<Link>({
    async mutationFn() {
      const seconds = number * units[unit].seconds;
      const url = await presignedLink(s3, place, { seconds });
      const endsMs = Date.now() + seconds * 1000;
      // What signed it ends with the session, and the link with it.
      const { expiration } = await s3.config.credentials();
      return { url, ends: new Date(Math.min(endsMs, expiration?.getTime() ?? endsMs)) };
    },
  });
  return (
    <ActionModal
      header={`Share ${nameOf(place.objectKey)} with a presigned URL`}
      action="Create presigned URL"
      isRunning={isPending}
      isDisabled={!isValid}
      onClose={onClose}
      onConfirm={() => mutate()}
    >
      Whoever has the URL can get the object until it ends. It ends earlier if your session does.
      {error !== null && <ErrorAlert error={error} />}
      <FormField
        label="Time until the presigned URL expires"
        errorText={isValid ? '' : `A whole number from 1 to ${max}.`}
      >
        <SpaceBetween direction="horizontal" size="xs">
          <Input type="number" value={amount} onChange={({ detail }) => setAmount(detail.value)} />
          <Select
            ariaLabel="Unit"
            options={options}
            selectedOption={options.find(({ value }) => value === unit) ?? null}
            onChange={({ detail }) =>
              setUnit(detail.selectedOption.value === 'hours' ? 'hours' : 'minutes')
            }
          />
        </SpaceBetween>
      </FormField>
      {data !== undefined && (
        <FormField label="Presigned URL" description={`Ends ${momentText(data.ends)}`}>
          <div className="long">
            <CopyText text={data.url} label="Presigned URL" />
          </div>
        </FormField>
      )}
    </ActionModal>
  );
}
