/** What is simulated: whose policies, which actions, on what. */
import Autosuggest from '@cloudscape-design/components/autosuggest';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Multiselect from '@cloudscape-design/components/multiselect';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useState } from 'react';
import { useServiceQuery, useServicesQuery } from '../../api/catalogue.ts';
import { useGroupsQuery } from '../../api/iam/groups.ts';
import { useRolesListQuery } from '../../api/iam/roles.ts';
import type { Simulation } from '../../api/iam/simulation.ts';
import { useUsersQuery } from '../../api/iam/users.ts';
import { TextListField } from '../../ui/text-list-field.tsx';

export interface SimulationFieldsProps {
  readonly simulation: Simulation;
  onChange(simulation: Simulation): void;
}

export function PrincipalField({
  simulation,
  onChange,
  errorText,
}: SimulationFieldsProps & { readonly errorText: string | undefined }): JSX.Element {
  const { data: users = [] } = useUsersQuery();
  const { data: groups = [] } = useGroupsQuery();
  const { data: roles = [] } = useRolesListQuery();
  const option = (Arn = '', name = '') => ({ value: Arn, label: name, description: Arn });
  return (
    <FormField
      label="User, user group or role"
      description="Its ARN. Whoever may list them can choose by name."
      errorText={errorText}
    >
      <Autosuggest
        value={simulation.principalArn}
        placeholder="arn:aws:iam::…"
        enteredTextLabel={(text) => `Use: "${text}"`}
        empty="No users, groups or roles"
        virtualScroll
        options={[
          { label: 'Users', options: users.map(({ Arn, UserName }) => option(Arn, UserName)) },
          {
            label: 'User groups',
            options: groups.map(({ Arn, GroupName }) => option(Arn, GroupName)),
          },
          { label: 'Roles', options: roles.map(({ Arn, RoleName }) => option(Arn, RoleName)) },
        ]}
        onChange={({ detail }) =>
          onChange({ ...simulation, principalArn: detail.value.trim(), context: [] })
        }
      />
    </FormField>
  );
}

function ActionChoice({ simulation, onChange }: SimulationFieldsProps): JSX.Element {
  const [service, setService] = useState('');
  const { data: services = [] } = useServicesQuery();
  const { data: facts } = useServiceQuery(service);
  const names = (facts?.actions ?? []).map(({ name, level }) => ({
    value: `${service}:${name}`,
    label: name,
    description: level,
  }));
  const options = services.map(({ prefix, name }) => ({
    value: prefix,
    label: name,
    tags: [prefix],
  }));
  const others = simulation.actions.filter((action) => !action.startsWith(`${service}:`));
  return (
    <ColumnLayout columns={2}>
      <FormField label="Service">
        <Select
          filteringType="auto"
          virtualScroll
          placeholder="Choose a service"
          options={options}
          selectedOption={options.find(({ value }) => value === service) ?? null}
          onChange={({ detail }) => setService(detail.selectedOption.value ?? '')}
        />
      </FormField>
      <FormField label="Its actions">
        <Multiselect
          filteringType="auto"
          virtualScroll
          hideTokens
          disabled={service === ''}
          placeholder="Choose actions"
          options={names}
          selectedOptions={names.filter(({ value }) => simulation.actions.includes(value))}
          onChange={({ detail }) =>
            onChange({
              ...simulation,
              actions: [...others, ...detail.selectedOptions.map(({ value = '' }) => value)],
            })
          }
        />
      </FormField>
    </ColumnLayout>
  );
}

export function ActionFields(
  props: SimulationFieldsProps & { readonly errorText: string | undefined },
): JSX.Element {
  const { simulation, onChange, errorText } = props;
  return (
    <SpaceBetween size="s">
      <ActionChoice simulation={simulation} onChange={onChange} />
      <TextListField
        label="Actions"
        placeholder="s3:GetObject"
        errorText={errorText}
        texts={simulation.actions}
        onChange={(actions) => onChange({ ...simulation, actions })}
      />
      <TextListField
        label="Resources - optional"
        description="ARNs. Without any, all resources (*) are meant."
        placeholder="arn:aws:s3:::bucket/key"
        texts={simulation.resources}
        onChange={(resources) => onChange({ ...simulation, resources })}
      />
    </SpaceBetween>
  );
}
