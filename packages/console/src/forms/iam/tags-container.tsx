/** Tags of an entity: shown, and changed together. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import type { TagText } from '../../api/iam/user-changes.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { TagsText } from '../../ui/tags-text.tsx';
import { TagFields, tagsHaveFault } from './tag-fields.tsx';

export interface TagsContainerProps {
  readonly tags: readonly TagText[] | undefined;
  /** Of reading. */
  readonly error: unknown;
  /** Of saving. */
  readonly failure: unknown;
  readonly isSaving: boolean;
  save(tags: readonly TagText[]): Promise<void>;
}

export function TagsContainer(props: TagsContainerProps): JSX.Element {
  const { tags, error, failure, isSaving, save } = props;
  const [edited, setEdited] = useState<readonly TagText[]>();
  const submit = (): void => {
    if (edited === undefined) return;
    // What went wrong is shown from `failure`.
    save(edited).then(
      () => setEdited(undefined),
      () => undefined,
    );
  };
  const actions =
    edited === undefined ? (
      <Button disabled={tags === undefined} onClick={() => setEdited(tags)}>
        Manage tags
      </Button>
    ) : (
      <SpaceBetween direction="horizontal" size="xs">
        <Button variant="link" onClick={() => setEdited(undefined)}>
          Cancel
        </Button>
        <Button
          variant="primary"
          loading={isSaving}
          disabled={tagsHaveFault(edited)}
          onClick={submit}
        >
          Save changes
        </Button>
      </SpaceBetween>
    );
  return (
    <Container
      header={
        <Header
          variant="h2"
          counter={tags === undefined ? undefined : `(${tags.length})`}
          description="Keys and values, which policies can ask about."
          actions={actions}
        >
          Tags
        </Header>
      }
    >
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} />}
        {failure !== null && <ErrorAlert error={failure} header="Tags not saved" />}
        {edited === undefined ? (
          error === null && <TagsText tags={tags ?? []} />
        ) : (
          <TagFields tags={edited} onChange={setEdited} />
        )}
      </SpaceBetween>
    </Container>
  );
}
