/** "Assign role": a new role that trusts the provider, or one that is there. */
import FormField from '@cloudscape-design/components/form-field';
import RadioGroup from '@cloudscape-design/components/radio-group';
import Select from '@cloudscape-design/components/select';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import { providerName } from '../../api/iam/identity-providers.ts';
import { useRolesListQuery } from '../../api/iam/roles.ts';
import { ActionModal } from '../../ui/action-modal.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';

export function AssignRoleDialog({
  arn,
  onClose,
}: {
  readonly arn: string;
  onClose(): void;
}): JSX.Element {
  const [isNew, setNew] = useState(true);
  const [role, setRole] = useState('');
  const { data = [], error, isFetching } = useRolesListQuery();
  const navigate = useNavigate();
  const paths = useIamPaths();
  const options = data.map(({ RoleName = '' }) => ({ value: RoleName, label: RoleName }));
  return (
    <ActionModal
      header={`Assign role for ${providerName(arn)}`}
      action="Next"
      isRunning={false}
      isDisabled={!isNew && role === ''}
      onClose={onClose}
      onConfirm={() => void navigate(isNew ? paths.createRole(arn) : paths.trustPolicy(role))}
    >
      {!isNew && error !== null && <ErrorAlert error={error} />}
      <RadioGroup
        ariaLabel="Role"
        value={isNew ? 'new' : 'existing'}
        onChange={({ detail }) => setNew(detail.value === 'new')}
        items={[
          { value: 'new', label: 'Create a new role' },
          {
            value: 'existing',
            label: 'Use an existing role',
            description: 'Its trust policy is opened, so that you can add the provider to it.',
          },
        ]}
      />
      {!isNew && (
        <FormField label="Role">
          <Select
            options={options}
            selectedOption={options.find(({ value }) => value === role) ?? null}
            placeholder="Choose a role"
            filteringType="auto"
            statusType={isFetching ? 'loading' : 'finished'}
            loadingText="Loading roles"
            empty="No roles"
            onChange={({ detail }) => setRole(detail.selectedOption.value ?? '')}
          />
        </FormField>
      )}
    </ActionModal>
  );
}
