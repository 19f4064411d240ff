/** Object Ownership of a bucket: shown and changed. */
import type { ObjectOwnership } from '@aws-sdk/client-s3';
import { PutBucketOwnershipControlsCommand } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import { useOwnershipQuery } from '../../api/s3/ownership.ts';
import { useSessionId } from '../../api/session-context.ts';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { OwnershipFields, ownerships } from './ownership-fields.tsx';

function useSave(bucket: string) {
  const s3 = useS3();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (ownership: ObjectOwnership) =>
      s3.send(
        new PutBucketOwnershipControlsCommand({
          Bucket: bucket,
          OwnershipControls: { Rules: [{ ObjectOwnership: ownership }] },
        }),
      ),
    // It decides what ACLs are shown, of the bucket and of every object.
    onSuccess: () => queryClient.invalidateQueries({ queryKey: s3Keys.bucket(sessionId, bucket) }),
  });
}

export function OwnershipPanel({ bucket }: { readonly bucket: string }): JSX.Element {
  const { data, error } = useOwnershipQuery(bucket);
  const save = useSave(bucket);
  const [edited, setEdited] = useState<ObjectOwnership>();
  const close = (): void => {
    setEdited(undefined);
    save.reset();
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Whose the objects are that other accounts write, and whether ACLs count."
          actions={
            <EditActions
              isEditing={edited !== undefined}
              isSaving={save.isPending}
              isDisabled={data === undefined}
              onEdit={() => setEdited(data)}
              onCancel={close}
              onSave={() => edited !== undefined && save.mutate(edited, { onSuccess: close })}
            />
          }
        >
          Object Ownership
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} />}
        {save.error !== null && (
          <ErrorAlert error={save.error} header="Object Ownership not saved" />
        )}
        {edited !== undefined && <OwnershipFields value={edited} onChange={setEdited} />}
        {edited === undefined && data !== undefined && (
          <KeyValuePairs
            items={[{ label: ownerships[data].label, value: ownerships[data].description }]}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
