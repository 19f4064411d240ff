/** The conditions of a block. All must be met, each by one of its values. */
import Autosuggest from '@cloudscape-design/components/autosuggest';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { globalKeys } from '@hallpass/policy';
import type { JSX } from 'react';
import { TextListField } from '../../ui/text-list-field.tsx';
import { operatorOptions } from '../operator-options.ts';
import type { ConditionModel } from '../policy-model.ts';
import type { PartProps } from './actions-field.tsx';

interface RowProps {
  readonly condition: ConditionModel;
  readonly keys: readonly string[];
  readonly isDouble: boolean;
  onChange(condition: ConditionModel): void;
  onRemove(): void;
}

const suggested = (texts: readonly string[]) => texts.map((value) => ({ value }));

function ConditionRow(props: RowProps): JSX.Element {
  const { condition, keys, isDouble, onChange, onRemove } = props;
  const { operator, key, values } = condition;
  return (
    <Container>
      <SpaceBetween size="s">
        <ColumnLayout columns={2}>
          <FormField label="Condition key" errorText={key === '' ? 'Enter a key.' : undefined}>
            <Autosuggest
              value={key}
              options={suggested(keys)}
              enteredTextLabel={(text) => `Use: "${text}"`}
              placeholder="aws:SourceIp"
              virtualScroll
              onChange={({ detail }) => onChange({ ...condition, key: detail.value })}
            />
          </FormField>
          <FormField
            label="Operator"
            errorText={isDouble ? 'Joined with the condition of the same key above.' : undefined}
          >
            <Autosuggest
              value={operator}
              options={suggested(operatorOptions)}
              enteredTextLabel={(text) => `Use: "${text}"`}
              onChange={({ detail }) => onChange({ ...condition, operator: detail.value })}
            />
          </FormField>
        </ColumnLayout>
        <TextListField
          label="Values"
          texts={values}
          onChange={(changed) => onChange({ ...condition, values: changed })}
          errorText={values.length === 0 ? 'Add a value.' : undefined}
        />
        <Button formAction="none" ariaLabel={`Remove the condition on ${key}`} onClick={onRemove}>
          Remove condition
        </Button>
      </SpaceBetween>
    </Container>
  );
}

const newCondition: ConditionModel = { operator: 'StringEquals', key: '', values: [] };

export function ConditionsField({ statement, onChange, facts }: PartProps): JSX.Element {
  const { conditions } = statement;
  const set = (changed: readonly ConditionModel[]): void =>
    onChange({ ...statement, conditions: changed });
  const keys = [...globalKeys, ...(facts?.keys ?? [])].map(({ key }) => key);
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Request conditions - optional</Box>
      {conditions.map((condition, at) => (
        <ConditionRow
          // Rows have no identity but their place: fields are controlled.
          key={`${statement.id}-${at}`}
          condition={condition}
          keys={keys}
          isDouble={conditions
            .slice(0, at)
            .some(({ key, operator }) => key === condition.key && operator === condition.operator)}
          onChange={(changed) => set(conditions.with(at, changed))}
          onRemove={() => set(conditions.toSpliced(at, 1))}
        />
      ))}
      <Button
        iconName="add-plus"
        formAction="none"
        onClick={() => set([...conditions, newCondition])}
      >
        Add condition
      </Button>
    </SpaceBetween>
  );
}
