/** `/iam`: the account, what would make it safer, what it has of everything. */
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { AliasPanel } from './account/alias-panel.tsx';
import { Recommendations } from './account/recommendations.tsx';
import { Quotas, Resources } from './account/resources.tsx';

export function DashboardPage(): JSX.Element {
  return (
    <ContentLayout header={<Header variant="h1">IAM Dashboard</Header>}>
      <SpaceBetween size="l">
        <Recommendations />
        <Resources />
        <AliasPanel />
        <Quotas />
        <AwsCommand command="iam get-account-summary" />
      </SpaceBetween>
    </ContentLayout>
  );
}
