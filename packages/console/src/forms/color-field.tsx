/** The colour of a role: AWS's six, or any other. */
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { ColorDot } from '../ui/color-dot.tsx';
import { parseColor, roleColors } from '../ui/role-colors.ts';

const none = { value: '', label: 'None' };
const other = { value: 'other', label: 'Another colour' };
const options = [none, ...roleColors.map(({ name, value }) => ({ value, label: name })), other];

export function ColorField({
  value,
  onChange,
}: {
  /** `#rrggbb` or empty. */
  readonly value: string;
  onChange(value: string): void;
}): JSX.Element {
  const known = options.find((option) => option.value === value);
  const [isOther, setOther] = useState(known === undefined);
  const [text, setText] = useState(value);
  const isColor = parseColor(text) !== undefined;
  return (
    <FormField
      label={
        <>
          Display colour <i>- optional</i>
        </>
      }
      errorText={isOther && !isColor ? 'A colour is # and six hexadecimal digits.' : undefined}
    >
      <SpaceBetween size="xs">
        <Select
          options={options.map((option) => ({
            ...option,
            ...(option.value.startsWith('#') ? { iconSvg: <ColorDot color={option.value} /> } : {}),
          }))}
          selectedOption={isOther ? other : (known ?? none)}
          ariaLabel="Display colour"
          onChange={({ detail }) => {
            const chosen = detail.selectedOption.value ?? '';
            setOther(chosen === 'other');
            if (chosen !== 'other') onChange(chosen);
          }}
        />
        {isOther && (
          <Input
            value={text}
            ariaLabel="Colour as #rrggbb"
            placeholder="#rrggbb"
            onChange={({ detail }) => {
              setText(detail.value);
              onChange(parseColor(detail.value) ?? '');
            }}
          />
        )}
      </SpaceBetween>
    </FormField>
  );
}
