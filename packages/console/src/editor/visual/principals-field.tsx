/** Whom a block is about: everyone, or those that are named. */
import Box from '@cloudscape-design/components/box';
import Checkbox from '@cloudscape-design/components/checkbox';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TokenGroup from '@cloudscape-design/components/token-group';
import type { JSX } from 'react';
import type { PrincipalEntry, PrincipalsModel, StatementModel } from '../policy-model.ts';
import { principalLabel } from '../principal-text.ts';
import { PrincipalBuilder } from './principal-builder.tsx';

interface NamedProps {
  readonly principals: PrincipalsModel;
  onChange(principals: PrincipalsModel): void;
}

const isSame = (one: PrincipalEntry, other: PrincipalEntry): boolean =>
  one.kind === other.kind && one.value === other.value;

function Named({ principals, onChange }: NamedProps): JSX.Element {
  const { entries, isAllBut } = principals;
  const set = (changed: readonly PrincipalEntry[]): void =>
    onChange({ ...principals, entries: changed });
  return (
    <SpaceBetween size="s">
      <Checkbox
        checked={isAllBut}
        onChange={({ detail }) => onChange({ ...principals, isAllBut: detail.checked })}
        description="NotPrincipal: the statement is about everyone else."
      >
        Everyone except these
      </Checkbox>
      <FormField errorText={entries.length === 0 ? 'Add a principal.' : undefined}>
        <TokenGroup
          limit={20}
          items={entries.map((entry) => ({
            label: entry.value,
            description: principalLabel(entry),
            dismissLabel: `Remove ${entry.value}`,
          }))}
          onDismiss={({ detail }) => set(entries.toSpliced(detail.itemIndex, 1))}
        />
      </FormField>
      <PrincipalBuilder
        onAdd={(entry) => {
          if (!entries.some((one) => isSame(one, entry))) set([...entries, entry]);
        }}
      />
    </SpaceBetween>
  );
}

export function PrincipalsField({
  statement,
  onChange,
  canName,
}: {
  readonly statement: StatementModel;
  onChange(statement: StatementModel): void;
  /** Whether such a policy may be about anyone but everyone. */
  readonly canName: boolean;
}): JSX.Element {
  const { principals = { isAllBut: false, isEveryone: false, entries: [] } } = statement;
  const set = (changed: PrincipalsModel): void => onChange({ ...statement, principals: changed });
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Principals</Box>
      <RadioGroup
        ariaLabel="Principals"
        direction="horizontal"
        value={principals.isEveryone ? 'everyone' : 'named'}
        items={[
          {
            value: 'named',
            label: 'Specific',
            disabled: !canName && principals.isEveryone,
            description: canName ? undefined : 'Such policies are about everyone.',
          },
          { value: 'everyone', label: 'Everyone (*)' },
        ]}
        onChange={({ detail }) =>
          set({ isAllBut: false, isEveryone: detail.value === 'everyone', entries: [] })
        }
      />
      {!principals.isEveryone && <Named principals={principals} onChange={set} />}
    </SpaceBetween>
  );
}
