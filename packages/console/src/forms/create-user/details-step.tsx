/** Create user, step 1: the name, and whether the user signs in to the console. */
import Checkbox from '@cloudscape-design/components/checkbox';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { PasswordFields } from '../iam/password-fields.tsx';
import type { DetailsFaults, UserDraft } from './draft.ts';

export interface StepProps {
  readonly draft: UserDraft;
  onChange(part: Partial<UserDraft>): void;
}

export function DetailsStep({
  draft,
  onChange,
  faults,
}: StepProps & { readonly faults: Partial<DetailsFaults> }): JSX.Element {
  const { userName, hasConsoleAccess, password } = draft;
  return (
    <Container header={<Header variant="h2">User details</Header>}>
      <SpaceBetween size="l">
        <FormField
          label="User name"
          constraintText="At most 64 characters: letters, digits and + = , . @ _ -"
          errorText={faults.userName}
        >
          <Input
            value={userName}
            spellcheck={false}
            autoFocus
            onChange={({ detail }) => onChange({ userName: detail.value })}
          />
        </FormField>
        <Checkbox
          checked={hasConsoleAccess}
          description="Programs and the CLI sign with access keys, which the user's page offers."
          onChange={({ detail }) => onChange({ hasConsoleAccess: detail.checked })}
        >
          Provide user access to the console
        </Checkbox>
        {hasConsoleAccess && (
          <div className="nested">
            <PasswordFields
              choice={password}
              onChange={(changed) => onChange({ password: changed })}
              fault={faults.password}
              resetHint="They get the policy IAMUserChangePassword, with which they may change it."
            />
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}
