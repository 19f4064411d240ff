/** `/organizations`: the accounts, as a tree or as a list; or a way to make an organization. */
import type { Organization } from '@aws-sdk/client-organizations';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SegmentedControl from '@cloudscape-design/components/segmented-control';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import { useChangeTree, useOrganizationQuery } from '../../api/organizations/tree.ts';
import { useSession } from '../../api/session-context.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { AccountsList } from './accounts-list.tsx';
import { AccountsTree } from './accounts-tree.tsx';

function NoOrganization(): JSX.Element {
  const { mutate, error, isPending } = useChangeTree();
  return (
    <Container header={<Header variant="h2">This account is in no organization</Header>}>
      <SpaceBetween size="m">
        {error !== null && <ErrorAlert error={error} header="Organization not created" />}
        <Box variant="p">
          An organization holds many accounts together. The account that creates it becomes its
          management account.
        </Box>
        <Button
          variant="primary"
          loading={isPending}
          onClick={() => mutate({ kind: 'create-organization' })}
        >
          Create an organization
        </Button>
        <AwsCommand command="organizations create-organization" />
      </SpaceBetween>
    </Container>
  );
}

function OrganizationSummary({ organization }: { readonly organization: Organization }) {
  const { accountId } = useSession();
  const { Id = '', MasterAccountId = '', MasterAccountEmail = '', FeatureSet } = organization;
  const isManagement = MasterAccountId === accountId;
  return (
    <Container header={<Header variant="h2">Organization</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Organization ID', value: <CopyText text={Id} label="Organization ID" /> },
          {
            label: 'Management account',
            value: `${MasterAccountId}${isManagement ? ' (this account)' : ''}`,
          },
          { label: 'Email of the management account', value: MasterAccountEmail },
          {
            label: 'Feature set',
            value: FeatureSet === 'ALL' ? 'All features' : 'Consolidated billing',
          },
        ]}
      />
    </Container>
  );
}

const views = [
  { id: 'tree', text: 'Hierarchy' },
  { id: 'list', text: 'List' },
];

export function AccountsPage(): JSX.Element {
  const { data: organization, error, refetch } = useOrganizationQuery();
  const [search, setSearch] = useSearchParams();
  const navigate = useNavigate();
  const paths = useOrganizationsPaths();
  const view = search.get('view') === 'list' ? 'list' : 'tree';
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (organization === undefined) return <PageLoading />;
  const actions = organization !== null && (
    <Button variant="primary" onClick={() => void navigate(paths.createAccount())}>
      Create an account
    </Button>
  );
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={actions}>
          Accounts
        </Header>
      }
    >
      {organization === null ? (
        <NoOrganization />
      ) : (
        <SpaceBetween size="l">
          <OrganizationSummary organization={organization} />
          <SegmentedControl
            label="View"
            selectedId={view}
            options={views}
            onChange={({ detail }) =>
              setSearch(detail.selectedId === 'list' ? { view: 'list' } : {})
            }
          />
          {view === 'list' ? <AccountsList /> : <AccountsTree />}
          <AwsCommand command="organizations list-accounts" />
        </SpaceBetween>
      )}
    </ContentLayout>
  );
}
