/** Keys and values, as many as a resource may have. Page: IAM UG "Tags for IAM resources". */
import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Input from '@cloudscape-design/components/input';
import type { JSX } from 'react';
import type { TagText } from '../../api/iam/user-changes.ts';

const tagsMax = 50;

/** What the server would refuse of each tag. */
export function tagFault(tags: readonly TagText[], index: number): string | undefined {
  const { Key = '', Value = '' } = tags[index] ?? {};
  if (Key === '') return 'Enter a key.';
  if (Key.length > 128) return 'The key has more than 128 characters.';
  if (Value.length > 256) return 'The value has more than 256 characters.';
  const folded = Key.toLowerCase();
  const first = tags.findIndex((tag) => (tag.Key ?? '').toLowerCase() === folded);
  return first < index ? 'The key is there already.' : undefined;
}

export function tagsHaveFault(tags: readonly TagText[]): boolean {
  return tags.some((_tag, index) => tagFault(tags, index) !== undefined);
}

export function TagFields({
  tags,
  onChange,
}: {
  readonly tags: readonly TagText[];
  onChange(tags: readonly TagText[]): void;
}): JSX.Element {
  const change = (at: number, part: TagText): void =>
    onChange(tags.map((tag, index) => (index === at ? { ...tag, ...part } : tag)));
  return (
    <AttributeEditor
      items={[...tags]}
      addButtonText="Add new tag"
      removeButtonText="Remove"
      removeButtonAriaLabel={({ Key = '' }) => `Remove the tag ${Key}`}
      empty="No tags"
      disableAddButton={tags.length >= tagsMax}
      additionalInfo={`You can add up to ${tagsMax - tags.length} more tags.`}
      onAddButtonClick={() => onChange([...tags, { Key: '', Value: '' }])}
      onRemoveButtonClick={({ detail }) =>
        onChange(tags.filter((_tag, index) => index !== detail.itemIndex))
      }
      definition={[
        {
          label: 'Key',
          errorText: ({ Key = '' }, at) => (Key === '' ? undefined : tagFault(tags, at)),
          control: ({ Key = '' }, at) => (
            <Input
              value={Key}
              ariaLabel={`Key of tag ${at + 1}`}
              onChange={({ detail }) => change(at, { Key: detail.value })}
            />
          ),
        },
        {
          label: 'Value - optional',
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
