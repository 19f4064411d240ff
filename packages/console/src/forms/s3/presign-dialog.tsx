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
import { linkS3Client } from '../../api/s3-client.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { nameOf } from '../../api/s3/object-place.ts';
import { presignedLink } from '../../api/s3/presign.ts';
import { useSessionId } from '../../api/session-context.ts';
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

interface Span {
  /** As it was typed. */
  readonly amount: string;
  readonly unit: Unit;
}

/** `undefined`: it is none. */
function secondsOf({ amount, unit }: Span): number | undefined {
  const number = Number(amount);
  const isValid = Number.isInteger(number) && number >= 1 && number <= units[unit].max;
  return isValid ? number * units[unit].seconds : undefined;
}

function SpanField({
  span,
  onChange,
}: {
  readonly span: Span;
  onChange(span: Span): void;
}): JSX.Element {
  const { amount, unit } = span;
  return (
    <FormField
      label="Time until the presigned URL expires"
      errorText={
        secondsOf(span) === undefined ? `A whole number from 1 to ${units[unit].max}.` : ''
      }
    >
      <SpaceBetween direction="horizontal" size="xs">
        <Input
          type="number"
          value={amount}
          onChange={({ detail }) => onChange({ amount: detail.value, unit })}
        />
        <Select
          ariaLabel="Unit"
          options={options}
          selectedOption={options.find(({ value }) => value === unit) ?? null}
          onChange={({ detail: { selectedOption } }) =>
            onChange({ amount, unit: selectedOption.value === 'hours' ? 'hours' : 'minutes' })
          }
        />
      </SpaceBetween>
    </FormField>
  );
}

export function PresignDialog({
  place,
  onClose,
}: {
  readonly place: ObjectPlace;
  onClose(): void;
}): JSX.Element {
  const sessionId = useSessionId();
  const [span, setSpan] = useState<Span>({ amount: '60', unit: 'minutes' });
  const wanted = secondsOf(span);
  const { mutate, data, error, isPending } = useMutation({
    async mutationFn(seconds: number): Promise<Link> {
      const s3 = linkS3Client(sessionId, place.bucket, seconds);
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
      isDisabled={wanted === undefined}
      onClose={onClose}
      onConfirm={() => wanted !== undefined && mutate(wanted)}
    >
      Whoever has the URL can get the object until it ends. It ends earlier if your session does.
      {error !== null && <ErrorAlert error={error} />}
      <SpanField span={span} onChange={setSpan} />
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
