/** Tags of something, as they are. */
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { JSX } from 'react';

export interface TagsTextProps {
  readonly tags: readonly {
    readonly Key?: string | undefined;
    readonly Value?: string | undefined;
  }[];
}

export function TagsText({ tags }: TagsTextProps): JSX.Element {
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
