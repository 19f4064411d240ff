/** `/iam/account-settings`: the password policy and the alias. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { AliasPanel } from './account/alias-panel.tsx';
import { PasswordPolicyPanel } from './account/password-policy-panel.tsx';

export function AccountSettingsPage(): JSX.Element {
  return (
    <ContentLayout header={<Header variant="h1">Account settings</Header>}>
      <SpaceBetween size="l">
        <PasswordPolicyPanel />
        <AliasPanel />
        <AwsCommand command="iam get-account-password-policy" />
      </SpaceBetween>
    </ContentLayout>
  );
}
