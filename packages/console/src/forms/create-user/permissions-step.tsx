/** Create user, step 2: permissions by groups, as another user has them, or attached. */
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import type { JSX } from 'react';
import { useUsersQuery } from '../../api/iam/users.ts';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { GroupsMultiselect } from '../iam/groups-multiselect.tsx';
import { BoundaryFields } from '../iam/boundary-fields.tsx';
import { PolicyChoice } from '../policy-choice.tsx';
import type { StepProps } from './details-step.tsx';
import type { PermissionsFaults, UserDraft } from './draft.ts';

const ways = [
  {
    value: 'groups',
    label: 'Add user to group',
    description: 'The user gets the permissions of the groups. This is easiest to keep in order.',
  },
  {
    value: 'copy',
    label: 'Copy permissions',
    description: 'Groups, attached and inline policies, and the boundary of another user.',
  },
  {
    value: 'attach',
    label: 'Attach policies directly',
    description: 'Managed policies, for this user alone.',
  },
];

function CopiedUser({
  userName,
  onChange,
  fault,
}: {
  readonly userName: string | undefined;
  onChange(userName: string | undefined): void;
  readonly fault: string | undefined;
}): JSX.Element {
  const { data, error, isPending } = useUsersQuery();
  const options = (data ?? []).map(({ UserName: value = '' }) => ({ value, label: value }));
  return (
    <Container header={<Header variant="h2">Copy from user</Header>}>
      {error !== null && <ErrorAlert error={error} />}
      <FormField label="User" errorText={fault}>
        <Select
          placeholder="Choose a user"
          filteringType="auto"
          virtualScroll
          statusType={isPending ? 'loading' : 'finished'}
          empty="No users"
          options={options}
          selectedOption={options.find(({ value }) => value === userName) ?? null}
          onChange={({ detail }) => onChange(detail.selectedOption.value)}
        />
      </FormField>
    </Container>
  );
}

export function PermissionsStep({
  draft,
  onChange,
  faults,
}: StepProps & { readonly faults: PermissionsFaults }): JSX.Element {
  const { way, groups, copiedUser, boundary } = draft;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">Permissions options</Header>}>
        <Tiles
          ariaLabel="Permissions options"
          items={ways}
          value={way}
          onChange={({ detail }) => onChange({ way: detail.value as UserDraft['way'] })}
        />
      </Container>
      {way === 'groups' && (
        <Container header={<Header variant="h2">User groups</Header>}>
          <FormField label="User groups - optional">
            <GroupsMultiselect
              groups={groups}
              onChange={(chosen) => onChange({ groups: chosen })}
            />
          </FormField>
        </Container>
      )}
      {way === 'copy' && (
        <CopiedUser
          userName={copiedUser}
          fault={faults.copiedUser}
          onChange={(userName) => onChange({ copiedUser: userName })}
        />
      )}
      {way === 'attach' && (
        <PolicyChoice
          title="Permissions policies"
          chosen={draft.policyArns}
          onChoose={(policyArns) => onChange({ policyArns })}
        />
      )}
      {way !== 'copy' && (
        <BoundaryFields
          noun="user"
          choice={boundary}
          onChange={(chosen) => onChange({ boundary: chosen })}
          fault={faults.boundary}
        />
      )}
    </SpaceBetween>
  );
}
