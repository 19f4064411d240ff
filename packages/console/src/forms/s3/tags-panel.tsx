/** Tags of a bucket or an object: shown, and changed as a whole, as S3 does it. */
import type { Tag } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { TagsText } from '../../ui/tags-text.tsx';
import { TagsFields } from './tags-fields.tsx';

export interface TagsPanelProps {
  readonly queryKey: readonly unknown[];
  readonly tagsMax: number;
  read(): Promise<readonly Tag[]>;
  write(tags: readonly Tag[]): Promise<void>;
}

export function TagsPanel({ queryKey, tagsMax, read, write }: TagsPanelProps): JSX.Element {
  const { data, error } = useQuery({ queryKey, queryFn: read });
  const [edited, setEdited] = useState<readonly Tag[]>();
  const queryClient = useQueryClient();
  const {
    mutate,
    error: failure,
    isPending,
    reset,
  } = useMutation({
    mutationFn: write,
    async onSuccess() {
      await queryClient.invalidateQueries({ queryKey });
      setEdited(undefined);
    },
  });
  const actions = (
    <EditActions
      isEditing={edited !== undefined}
      isSaving={isPending}
      isDisabled={data === undefined}
      onEdit={() => setEdited(data)}
      onCancel={() => {
        setEdited(undefined);
        reset();
      }}
      onSave={() => mutate(edited ?? [])}
    />
  );
  return (
    <Container
      header={
        <Header variant="h2" actions={actions}>
          Tags
        </Header>
      }
    >
      {error !== null && <ErrorAlert error={error} />}
      {failure !== null && <ErrorAlert error={failure} header="Tags not saved" />}
      {edited === undefined ? (
        data !== undefined && <TagsText tags={data} />
      ) : (
        <TagsFields tags={edited} tagsMax={tagsMax} onChange={setEdited} />
      )}
    </Container>
  );
}
