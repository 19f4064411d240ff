/**
 * Bucket Versioning: whether older versions of objects are kept. Once on, it can be suspended, and
 * never off again. Page: S3 UG "Enabling versioning on buckets".
 */
import type { BucketVersioningStatus } from '@aws-sdk/client-s3';
import { PutBucketVersioningCommand } from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import type { VersioningStatus } from '../../api/s3-queries.ts';
import { s3Keys, useVersioningQuery } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

const texts = {
  Off: 'Disabled',
  Suspended: 'Suspended',
  Enabled: 'Enabled',
} as const;

const choices = [
  {
    value: 'Suspended',
    label: 'Suspend',
    description:
      'Versions that there are stay. New objects and deletions replace the version with the ID null.',
  },
  {
    value: 'Enabled',
    label: 'Enable',
    description: 'Every upload is a new version, and deleting an object hides it.',
  },
];

function useSave(bucket: string) {
  const s3 = useS3();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (Status: BucketVersioningStatus) =>
      s3.send(
        new PutBucketVersioningCommand({ Bucket: bucket, VersioningConfiguration: { Status } }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: s3Keys.bucket(sessionId, bucket) }),
  });
}

function Fields({
  value,
  onChange,
}: {
  readonly value: VersioningStatus;
  onChange(value: BucketVersioningStatus): void;
}): JSX.Element {
  return (
    <SpaceBetween size="m">
      <RadioGroup
        ariaLabel="Bucket Versioning"
        value={value}
        items={choices}
        onChange={({ detail }) => onChange(detail.value as BucketVersioningStatus)}
      />
      <Alert type="info">
        Once enabled, versioning can be suspended but not disabled. Every version counts as storage
        of its own.
      </Alert>
    </SpaceBetween>
  );
}

export function VersioningPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const { data, error } = useVersioningQuery(bucket);
  const save = useSave(bucket);
  const [edited, setEdited] = useState<VersioningStatus>();
  const close = (): void => {
    setEdited(undefined);
    save.reset();
  };
  const saveEdited = (): void => {
    if (edited === undefined) return;
    // Off is what it is without a choice; there is no way to say it.
    if (edited === 'Off' || edited === data) close();
    else save.mutate(edited, { onSuccess: close });
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Keeps every version of every object, to be restored after overwriting and deleting."
          actions={
            <EditActions
              isEditing={edited !== undefined}
              isSaving={save.isPending}
              isDisabled={data === undefined}
              onEdit={() => setEdited(data)}
              onCancel={close}
              onSave={saveEdited}
            />
          }
        >
          Bucket Versioning
        </Header>
      }
      footer={<AwsCommand command="s3api get-bucket-versioning" options={{ '--bucket': bucket }} />}
    >
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} />}
        {save.error !== null && <ErrorAlert error={save.error} header="Versioning not saved" />}
        {edited !== undefined && <Fields value={edited} onChange={setEdited} />}
        {edited === undefined && data !== undefined && (
          <StatusIndicator type={data === 'Enabled' ? 'success' : 'stopped'}>
            {texts[data]}
          </StatusIndicator>
        )}
      </SpaceBetween>
    </Container>
  );
}
