/** The form of Switch Role: account, role, and how the bar shows it. */
import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { ConsoleApiError, consoleApi } from '../api/console-api.ts';
import { usePaths, useSession } from '../api/session-context.ts';
import { sessionKeys } from '../api/session-queries.ts';
import { sessionPaths } from '../paths/paths.ts';
import { ColorField } from './color-field.tsx';
import { FormPage } from './form-page.tsx';

export interface RoleFields {
  readonly account: string;
  readonly roleName: string;
  readonly displayName: string;
  readonly color: string;
}

/** What helps, where the console itself cannot. */
function Advice({ error }: { readonly error: unknown }): JSX.Element | null {
  const { hint, roleArn = '' } = error instanceof ConsoleApiError ? error.failure : {};
  if (hint === 'external-id') {
    return (
      <Alert type="info" header="This role asks for an external ID">
        The console cannot supply an external ID. Use the AWS CLI instead:{' '}
        <code>
          aws sts assume-role --role-arn {roleArn} --role-session-name NAME --external-id ID
        </code>
      </Alert>
    );
  }
  if (hint === 'mfa') {
    return (
      <Alert type="info" header="This role asks for multi-factor authentication">
        You signed in without an MFA code. Assign an MFA device to your user, sign out, and sign in
        with its code; then switch again.
      </Alert>
    );
  }
  return null;
}

function useSwitch() {
  const session = useSession();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (role: RoleFields) => consoleApi.switchRole(session.id, role),
    onSuccess: (switched) => {
      queryClient.setQueryData(sessionKeys.one(switched.id), switched);
      void queryClient.invalidateQueries({ queryKey: sessionKeys.all });
      void navigate(sessionPaths(switched.id).home());
    },
  });
}

export function SwitchRoleForm({ given }: { readonly given: RoleFields }): JSX.Element {
  const [fields, setFields] = useState(given);
  const { mutate, error, isPending } = useSwitch();
  const paths = usePaths();
  const change = (changed: Partial<RoleFields>): void => setFields({ ...fields, ...changed });
  return (
    <FormPage
      action="Switch Role"
      error={error}
      errorHeader="Could not switch roles"
      isRunning={isPending}
      cancelHref={paths.home()}
      onSubmit={() => mutate(fields)}
    >
      {error !== null && <Advice error={error} />}
      <Container>
        <Fields fields={fields} onChange={change} />
      </Container>
    </FormPage>
  );
}

function Fields({
  fields,
  onChange,
}: {
  readonly fields: RoleFields;
  onChange(changed: Partial<RoleFields>): void;
}): JSX.Element {
  return (
    <SpaceBetween size="l">
      <FormField
        label="Account ID or alias"
        description="The account in which the role is: 12 digits, or its alias."
      >
        <Input
          value={fields.account}
          spellcheck={false}
          onChange={({ detail }) => onChange({ account: detail.value })}
        />
      </FormField>
      <FormField
        label="IAM role name"
        description="With its path, if it has one: path/RoleName. The name, not the ARN."
      >
        <Input
          value={fields.roleName}
          spellcheck={false}
          onChange={({ detail }) => onChange({ roleName: detail.value })}
        />
      </FormField>
      <FormField
        label={
          <>
            Display name <i>- optional</i>
          </>
        }
        description="Shown in the bar while you use the role."
        constraintText="At most 64 characters."
      >
        <Input
          value={fields.displayName}
          onChange={({ detail }) => onChange({ displayName: detail.value })}
        />
      </FormField>
      <ColorField value={fields.color} onChange={(color) => onChange({ color })} />
    </SpaceBetween>
  );
}
