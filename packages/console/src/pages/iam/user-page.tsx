/** `/iam/users/NAME`: the template of detail pages. Summary, then tabs; the tab is in the address. */
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useParams } from 'react-router';
import { useUserQuery } from '../../api/iam/users.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { Moment } from '../../ui/time-text.tsx';

export function UserPage(): JSX.Element {
  const { userName = '' } = useParams();
  const { data: user, error, isPending, refetch } = useUserQuery(userName);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  return (
    <ContentLayout header={<Header variant="h1">{userName}</Header>}>
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Summary</Header>}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: 'ARN', value: <CopyText text={user?.Arn ?? ''} label="ARN" /> },
              { label: 'Created', value: <Moment date={user?.CreateDate} /> },
              { label: 'Console last sign-in', value: <Moment date={user?.PasswordLastUsed} /> },
            ]}
          />
        </Container>
        <AwsCommand command="iam get-user" options={{ '--user-name': userName }} />
      </SpaceBetween>
    </ContentLayout>
  );
}
