/** One block of the visual editor: effect and service, then actions, resources and conditions. */
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useServiceQuery, useServicesQuery } from '../../api/catalogue.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import type { StatementModel } from '../policy-model.ts';
import { ActionsField } from './actions-field.tsx';
import { ConditionsField } from './conditions-field.tsx';
import { ResourcesField } from './resources-field.tsx';

export interface StatementProps {
  readonly statement: StatementModel;
  onChange(statement: StatementModel): void;
}

const effects = [
  { value: 'Allow', label: 'Allow' },
  { value: 'Deny', label: 'Deny' },
];

function ServiceField({ statement, onChange }: StatementProps): JSX.Element {
  const { service } = statement;
  const { data, error, isPending } = useServicesQuery();
  const options = [
    { value: '*', label: 'All services', tags: ['*'] },
    ...(data ?? []).map(({ prefix, name }) => ({ value: prefix, label: name, tags: [prefix] })),
  ];
  const chosen = options.find(({ value }) => value === service);
  const unknown = service === '' ? null : { value: service, label: service };
  return (
    <FormField label="Service">
      <Select
        filteringType="auto"
        virtualScroll
        statusType={error !== null ? 'error' : isPending ? 'loading' : 'finished'}
        loadingText="Loading services"
        errorText="The services cannot be loaded"
        placeholder="Choose a service"
        options={options}
        selectedOption={chosen ?? unknown}
        onChange={({ detail }) => {
          const value = detail.selectedOption.value ?? '';
          // Actions and ARNs belong to the service that was chosen before.
          if (value !== service) {
            const actions = value === '*' ? ['*'] : [];
            onChange({ ...statement, service: value, actions, resources: [] });
          }
        }}
      />
    </FormField>
  );
}

function EffectField({ statement, onChange }: StatementProps): JSX.Element {
  return (
    <FormField label="Effect">
      <RadioGroup
        direction="horizontal"
        items={effects}
        value={statement.effect}
        onChange={({ detail }) =>
          onChange({ ...statement, effect: detail.value === 'Deny' ? 'Deny' : 'Allow' })
        }
      />
    </FormField>
  );
}

function Rest({ statement, onChange }: StatementProps): JSX.Element {
  const { data, error } = useServiceQuery(statement.service);
  const facts = data ?? undefined;
  return (
    <>
      {error !== null && <ErrorAlert error={error} />}
      <ActionsField statement={statement} onChange={onChange} facts={facts} />
      <ResourcesField statement={statement} onChange={onChange} facts={facts} />
      <ConditionsField statement={statement} onChange={onChange} facts={facts} />
    </>
  );
}

function titleOf({ service, effect, actions, isAllActionsBut, sid }: StatementModel): string {
  if (service === '') return 'Select a service';
  const name = service === '*' ? 'All services' : service;
  const count = actions.includes('*')
    ? 'all actions'
    : `${actions.length} action${actions.length === 1 ? '' : 's'} or patterns`;
  const what = isAllActionsBut ? `all but ${count}` : count;
  return `${effect}: ${name}, ${what}${sid === '' ? '' : ` (${sid})`}`;
}

export function StatementPanel(
  props: StatementProps & {
    onRemove(): void;
  },
): JSX.Element {
  const { statement, onRemove } = props;
  const title = titleOf(statement);
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded
      headerText={title}
      headerActions={
        <Button formAction="none" ariaLabel={`Remove ${title}`} onClick={onRemove}>
          Remove
        </Button>
      }
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={2}>
          <ServiceField {...props} />
          <EffectField {...props} />
        </ColumnLayout>
        {statement.service !== '' && <Rest key={statement.service} {...props} />}
      </SpaceBetween>
    </ExpandableSection>
  );
}
