/** Tags as a list of keys and values, to be edited. */
import type { Tag } from '@aws-sdk/client-s3';
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';

export interface TagsFieldsProps {
  readonly tags: readonly Tag[];
  /** Of an object 10, of a bucket 50. */
  readonly tagsMax: number;
  onChange(tags: readonly Tag[]): void;
}

export function TagsFields({ tags, tagsMax, onChange }: TagsFieldsProps): JSX.Element {
  const change = (at: number, part: Partial<Tag>): void =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  return (
    <AttributeEditor
      items={[...tags]}
      addButtonText="Add tag"
      removeButtonText="Remove"
      removeButtonAriaLabel={({ Key }) => `Remove ${Key}`}
      empty="No tags"
      disableAddButton={tags.length >= tagsMax}
      additionalInfo={`At most ${tagsMax} tags.`}
      onAddButtonClick={() => onChange([...tags, { Key: '', Value: '' }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(tags.filter((_tag, index) => index !== detail.itemIndex))
      }
      definition={[
        {
          label: 'Key',
          control: ({ Key = '' }, at) => (
            <Input
              value={Key}
              ariaLabel={`Key of tag ${at + 1}`}
              onChange={({ detail }) => change(at, { Key: detail.value })}
            />
          ),
        },
        {
          label: 'Value',
          control: ({ Value = '' }, at) => (
            <Input
              value={Value}
              ariaLabel={`Value of tag ${at + 1}`}
              onChange={({ detail }) => change(at, { Value: detail.value })}
            />
          ),
        },
      ]}
    />
  );
}
