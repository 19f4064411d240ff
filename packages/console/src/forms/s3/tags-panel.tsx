/** Tags of a bucket or an object: shown, and changed as a whole, as S3 does it. */
import type { Tag } from '@aws-sdk/client-s3';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

export interface TagsPanelProps {
  readonly queryKey: readonly unknown[];
  read(): Promise<readonly Tag[]>;
  write(tags: readonly Tag[]): Promise<void>;
}

export function TagsPanel({ queryKey, read, write }: TagsPanelProps): JSX.Element {
  const { data, error } = useQuery({ queryKey, queryFn: read });
  const [edited, setEdited] = useState<readonly Tag[]>();
  const queryClient = useQueryClient();
  const {
    mutate,
    error: failure,
    isPending,
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
      onCancel={() => setEdited(undefined)}
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
        <Shown tags={data ?? []} />
      ) : (
        <Editor tags={edited} onChange={setEdited} />
      )}
    </Container>
  );
}

function Shown({ tags }: { readonly tags: readonly Tag[] }): JSX.Element {
  if (tags.length === 0) return <>No tags</>;
  return (
    <KeyValuePairs
      columns={3}
      items={tags.map(({ Key = '', Value = '' }) => ({
        label: Key,
        value: Value === '' ? '-' : Value,
      }))}
    />
  );
}

function Editor({
  tags,
  onChange,
}: {
  readonly tags: readonly Tag[];
  onChange(tags: readonly Tag[]): void;
}): JSX.Element {
  const change = (at: number, part: Partial<Tag>): void =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  return (
    <AttributeEditor
      items={[...tags]}
      addButtonText="Add tag"
      removeButtonText="Remove"
      empty="No tags"
      onAddButtonClick={() => onChange([...tags, { Key: '', Value: '' }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(tags.filter((_tag, index) => index !== detail.itemIndex))
      }
      definition={[
        {
          label: 'Key',
          control: ({ Key = '' }, at) => (
            <Input value={Key} onChange={({ detail }) => change(at, { Key: detail.value })} />
          ),
        },
        {
          label: 'Value',
          control: ({ Value = '' }, at) => (
            <Input value={Value} onChange={({ detail }) => change(at, { Value: detail.value })} />
          ),
        },
      ]}
    />
  );
}
