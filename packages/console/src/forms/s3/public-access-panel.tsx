/** Block Public Access of one bucket, shown and changed. */
import type { PublicAccessBlockConfiguration } from '@aws-sdk/client-s3';
import { GetPublicAccessBlockCommand, PutPublicAccessBlockCommand } from '@aws-sdk/client-s3';
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
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { ConfirmDialog } from '../confirm-dialog.tsx';
import { isAllBlocked, PublicAccessFields, PublicAccessList } from './public-access-fields.tsx';

function usePublicAccess(bucket: string) {
  const s3 = useS3();
  const queryClient = useQueryClient();
  const queryKey = [...s3Keys.bucket(useSessionId(), bucket), 'public-access'];
  const query = useQuery({
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
    mutationFn: (PublicAccessBlockConfiguration: PublicAccessBlockConfiguration) =>
      s3.send(new PutPublicAccessBlockCommand({ Bucket: bucket, PublicAccessBlockConfiguration })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
  });
  return { query, save };
}

function Shown({ value }: { readonly value: PublicAccessBlockConfiguration }): JSX.Element {
  const isAll = isAllBlocked(value);
  return (
    <SpaceBetween size="s">
      <StatusIndicator type={isAll ? 'success' : 'warning'}>
        Block all public access: {isAll ? 'On' : 'Off'}
      </StatusIndicator>
      {!isAll && (
        <div className="nested">
          <PublicAccessList value={value} />
        </div>
      )}
    </SpaceBetween>
  );
}

export function PublicAccessPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const { query, save } = usePublicAccess(bucket);
  const [edited, setEdited] = useState<PublicAccessBlockConfiguration>();
  const [isAsking, setAsking] = useState(false);
  const { data, error } = query;
  const close = (): void => {
    setEdited(undefined);
    setAsking(false);
    save.reset();
  };
  const store = (): void => save.mutate(edited ?? {}, { onSuccess: close });
  // As S3's console asks: what is opened here may be open to the world.
  const needsWord = edited !== undefined && !isAllBlocked(edited);
  const actions = (
    <EditActions
      isEditing={edited !== undefined}
      isSaving={save.isPending}
      isDisabled={data === undefined}
      onEdit={() => setEdited(data)}
      onCancel={close}
      onSave={() => (needsWord ? setAsking(true) : store())}
    />
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
        {save.error !== null && !isAsking && (
          <ErrorAlert error={save.error} header="Settings not saved" />
        )}
        {data !== undefined && edited === undefined && <Shown value={data} />}
        {edited !== undefined && <PublicAccessFields value={edited} onChange={setEdited} />}
      </SpaceBetween>
      {isAsking && (
        <ConfirmDialog
          header="Edit Block Public Access"
          action="Confirm"
          word="confirm"
          error={save.error}
          isPending={save.isPending}
          onConfirm={store}
          onClose={() => setAsking(false)}
        >
          Without all four settings the bucket, or objects in it, can become public.
        </ConfirmDialog>
      )}
    </Container>
  );
}
