/** One block of the visual editor: effect and service, then actions, resources and conditions. */
import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useMemo } from 'react';
import type { DocumentUse } from '../../api/access-analyzer.ts';
import { useServiceQuery, useServicesQuery } from '../../api/catalogue.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { hasWildcard } from '../action-pattern.ts';
import { documentUses } from '../document-uses.ts';
import type { StatementModel } from '../policy-model.ts';
import { ActionsField } from './actions-field.tsx';
import { ConditionsField } from './conditions-field.tsx';
import { PrincipalsField } from './principals-field.tsx';
import { ResourcesField } from './resources-field.tsx';

export interface StatementProps {
  readonly statement: StatementModel;
  onChange(statement: StatementModel): void;
  readonly use: DocumentUse;
  /** Of the bucket, in its policy. */
  readonly resourceArn: string | undefined;
}

/** Those that such a policy can be about; all of them may be `*`. */
function useServiceOptions(use: DocumentUse) {
  const { data = [], error, isPending } = useServicesQuery();
  const { services } = documentUses[use];
  const own = services === undefined ? data : data.filter(({ prefix }) => services.has(prefix));
  const options = own.map(({ prefix, name }) => ({ value: prefix, label: name, tags: [prefix] }));
  const every = { value: '*', label: 'All services', tags: ['*'] };
  return { options: use === 'trust' ? options : [every, ...options], error, isPending };
}

/** All resources are those of the next service, too; ARNs are not. */
function resourcesAfter({ resources }: StatementModel): readonly string[] | undefined {
  return resources === undefined || resources.join() === '*' ? resources : [];
}

function ServiceField({ statement, onChange, use }: StatementProps): JSX.Element {
  const { service } = statement;
  const { options, error, isPending } = useServiceOptions(use);
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
        noMatch="No services match"
        options={options}
        selectedOption={chosen ?? unknown}
        onChange={({ detail }) => {
          const value = detail.selectedOption.value ?? '';
          // Actions and ARNs belong to the service that was chosen before.
          if (value !== service) {
            const actions = value === '*' ? ['*'] : [];
            const resources = resourcesAfter(statement);
            onChange({ ...statement, service: value, actions, resources });
          }
        }}
      />
    </FormField>
  );
}

function EffectField({ statement, onChange, use }: StatementProps): JSX.Element {
  const { canAllow } = documentUses[use];
  const effects = [
    {
      value: 'Allow',
      label: 'Allow',
      disabled: !canAllow && statement.effect !== 'Allow',
      description: canAllow ? undefined : 'Such policies only deny.',
    },
    { value: 'Deny', label: 'Deny' },
  ];
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

function Rest({ statement, onChange, use, resourceArn }: StatementProps): JSX.Element {
  const { data, error } = useServiceQuery(statement.service);
  const { isOffered, hasResources } = documentUses[use];
  const facts = useMemo(
    () => data && { ...data, actions: data.actions.filter(isOffered) },
    [data, isOffered],
  );
  const parts = { statement, onChange, facts: facts ?? undefined };
  return (
    <SpaceBetween size="l">
      {error !== null && <ErrorAlert error={error} />}
      <ActionsField {...parts} />
      {(hasResources || statement.resources !== undefined) && (
        <ResourcesField {...parts} resourceArn={resourceArn} />
      )}
      <ConditionsField {...parts} />
    </SpaceBetween>
  );
}

/** What such a policy cannot say, but this statement does. */
function Others({ others }: Pick<StatementModel, 'others'>): JSX.Element | null {
  const names = Object.keys(others);
  if (names.length === 0) return null;
  return (
    <Alert type="info">
      Kept as they are, since they have no field here: {names.join(', ')}. Choose JSON to edit them.
    </Alert>
  );
}

function titleOf({ service, effect, actions, isAllActionsBut, sid }: StatementModel): string {
  if (service === '') return `Select a service${sid === '' ? '' : ` (${sid})`}`;
  const name = service === '*' ? 'All services' : service;
  const plural = actions.length === 1 ? '' : 's';
  const count = actions.includes('*')
    ? 'all actions'
    : `${actions.length} action${plural}${actions.some(hasWildcard) ? ` or pattern${plural}` : ''}`;
  const what = isAllActionsBut ? `all but ${count}` : count;
  return `${effect}: ${name}, ${what}${sid === '' ? '' : ` (${sid})`}`;
}

export function StatementPanel(
  props: StatementProps & {
    /** At first. */
    readonly isOpen: boolean;
    onRemove(): void;
  },
): JSX.Element {
  const { statement, onChange, onRemove, use, isOpen } = props;
  const title = titleOf(statement);
  const hasPrincipals = documentUses[use].hasPrincipals || statement.principals !== undefined;
  return (
    <ExpandableSection
      variant="container"
      defaultExpanded={isOpen}
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
        {hasPrincipals && (
          <PrincipalsField
            statement={statement}
            onChange={onChange}
            canName={documentUses[use].namesPrincipals}
          />
        )}
        <Others others={statement.others} />
        {statement.service !== '' && <Rest key={statement.service} {...props} />}
      </SpaceBetween>
    </ExpandableSection>
  );
}
