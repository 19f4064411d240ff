/**
 * The metadata of an object. S3 changes it by copying the object over itself, so it is a new
 * version where versions are kept. Page: S3 UG "Editing object metadata in the Amazon S3 console".
 */
import type { HeadObjectCommandOutput } from '@aws-sdk/client-s3';
import { CopyObjectCommand } from '@aws-sdk/client-s3';
import Alert from '@cloudscape-design/components/alert';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useS3 } from '../../api/s3-client.ts';
import { s3Keys } from '../../api/s3-queries.ts';
import type { ObjectPlace } from '../../api/s3/object-place.ts';
import { copySource } from '../../api/s3/object-place.ts';
import { useSessionId } from '../../api/session-context.ts';
import { EditActions } from '../../ui/edit-actions.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import type { MetadataEntry } from './metadata-model.ts';
import {
  metadataFault,
  metadataInput,
  metadataOf,
  systemNames,
  userPrefix,
} from './metadata-model.ts';

function useSave(place: ObjectPlace, head: HeadObjectCommandOutput) {
  const s3 = useS3();
  const sessionId = useSessionId();
  const queryClient = useQueryClient();
  const { bucket, objectKey } = place;
  return useMutation({
    mutationFn: (entries: readonly MetadataEntry[]) =>
      s3.send(
        new CopyObjectCommand({
          Bucket: bucket,
          Key: objectKey,
          CopySource: copySource(place),
          CopySourceIfMatch: head.ETag,
          MetadataDirective: 'REPLACE',
          ...metadataInput(entries),
        }),
      ),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: s3Keys.objects(sessionId, bucket) }),
  });
}

function Editor({
  entries,
  onChange,
}: {
  readonly entries: readonly MetadataEntry[];
  onChange(entries: readonly MetadataEntry[]): void;
}): JSX.Element {
  const change = (at: number, part: Partial<MetadataEntry>): void =>
    onChange(entries.map((entry, index) => (index === at ? { ...entry, ...part } : entry)));
  return (
    <AttributeEditor
      items={[...entries]}
      addButtonText="Add metadata"
      removeButtonText="Remove"
      removeButtonAriaLabel={({ name }) => `Remove ${name}`}
      empty="No metadata"
      onAddButtonClick={() => onChange([...entries, { name: userPrefix, value: '' }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(entries.filter((_entry, index) => index !== detail.itemIndex))
      }
      definition={[
        {
          label: 'Name',
          control: ({ name }, at) => (
            <Autosuggest
              value={name}
              options={[...systemNames, userPrefix].map((value) => ({ value }))}
              enteredTextLabel={(text) => `Use ${text}`}
              onChange={({ detail }) => change(at, { name: detail.value })}
            />
          ),
        },
        {
          label: 'Value',
          control: ({ value }, at) => (
            <Input
              value={value}
              ariaLabel={`Value of metadata ${at + 1}`}
              onChange={({ detail }) => change(at, { value: detail.value })}
            />
          ),
        },
      ]}
    />
  );
}

const consequence =
  'Saving copies the object over itself: its date changes, its ACL becomes private, and where versions are kept it is a new version.';

export function MetadataPanel({
  place,
  head,
}: {
  readonly place: ObjectPlace;
  readonly head: HeadObjectCommandOutput;
}): JSX.Element {
  const entries = metadataOf(head);
  const [edited, setEdited] = useState<readonly MetadataEntry[]>();
  const save = useSave(place, head);
  const fault = edited === undefined ? undefined : metadataFault(edited);
  const close = (): void => {
    setEdited(undefined);
    save.reset();
  };
  const actions = (
    <EditActions
      isEditing={edited !== undefined}
      isSaving={save.isPending}
      isDisabled={false}
      onEdit={() => setEdited(entries)}
      onCancel={close}
      onSave={() => {
        if (edited !== undefined && fault === undefined) save.mutate(edited, { onSuccess: close });
      }}
    />
  );
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Headers that come with the object when it is downloaded."
          actions={actions}
        >
          Metadata
        </Header>
      }
    >
      <SpaceBetween size="m">
        {save.error !== null && <ErrorAlert error={save.error} header="Metadata not saved" />}
        {edited === undefined && entries.length === 0 && 'No metadata'}
        {edited === undefined && entries.length > 0 && (
          <KeyValuePairs
            columns={3}
            items={entries.map(({ name, value }) => ({
              label: name,
              value: <span className="long">{value}</span>,
            }))}
          />
        )}
        {edited !== undefined && <Editor entries={edited} onChange={setEdited} />}
        {fault !== undefined && <Alert type="warning">{fault}</Alert>}
        {edited !== undefined && <Alert type="info">{consequence}</Alert>}
      </SpaceBetween>
    </Container>
  );
}
