/** Block Public Access of one bucket, shown and changed. */
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useSessionId } from '../../api/session-context.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { isAllBlocked, PublicAccessFields } from './public-access-fields.tsx';

export function PublicAccessPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const s3 = useS3();
  const queryClient = useQueryClient();
  const queryKey = [...s3Keys.bucket(useSessionId(), bucket), 'public-access'];
  const [edited, setEdited] = useState<PublicAccessBlockConfiguration>();
  const { data, error } = useQuery({
    queryKey,
    async queryFn() {
      try {
        const answer = await s3.send(new GetPublicAccessBlockCommand({ Bucket: bucket }));
        return answer.PublicAccessBlockConfiguration ?? {};
      } catch (failure) {
        const none = 'NoSuchPublicAccessBlockConfiguration';
        if (failure instanceof Error && failure.name === none) return {};
        throw failure;
      }
    },
  });
  const save = useMutation({
    mutationFn: (value: PublicAccessBlockConfiguration) =>
      s3.send(
        new PutPublicAccessBlockCommand({
          Bucket: bucket,
          PublicAccessBlockConfiguration: value,
        }),
      ),
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey });
      setEdited(undefined);
    },
  });
  const actions =
    edited === undefined ? (
      <Button disabled={data === undefined} onClick={() => setEdited(data)}>
        Edit
      </Button>
    ) : (
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={() => setEdited(undefined)}>
          Cancel
        </Button>
        <Button variant="primary" loading={save.isPending} onClick={() => save.mutate(edited)}>
          Save changes
        </Button>
      </SpaceBetween>
    );
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Block public access (bucket settings)
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} />}
        {save.error !== null && <ErrorAlert error={save.error} header="Settings not saved" />}
        {data !== undefined && edited === undefined && (
          <StatusIndicator type={isAllBlocked(data) ? 'success' : 'warning'}>
            Block all public access: {isAllBlocked(data) ? 'On' : 'Off'}
          </StatusIndicator>
        )}
        {edited !== undefined && <PublicAccessFields value={edited} onChange={setEdited} />}
      </SpaceBetween>
    </Container>
  );
}
