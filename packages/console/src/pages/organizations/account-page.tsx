/** `/organizations/accounts/ID`: a member account, its place, its policies, its tags. */
import type { Account } from '@aws-sdk/client-organizations';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { JSX } from 'react';
import { useParams } from 'react-router';
import type { PlacedNode } from '../../api/organizations/tree.ts';
import { placeText, useOrganizationQuery } from '../../api/organizations/tree.ts';
import { usePaths } from '../../api/session-context.ts';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { NodePage } from './node-page.tsx';
import { NodePolicies } from './node-policies.tsx';
import { OrgTags } from './org-tags.tsx';
import { PlaceLinks } from './place-links.tsx';

function AccountStatus({
  account,
  isManagement,
}: {
  readonly account: Account | undefined;
  readonly isManagement: boolean;
}): JSX.Element {
  const { Status = '-' } = account ?? {};
  return (
    <StatusIndicator type={Status === 'ACTIVE' ? 'success' : 'stopped'}>
      {Status}
      {isManagement && ', management account'}
    </StatusIndicator>
  );
}

/** What AWS's own accounts get from CreateAccount. */
const accessRole = 'OrganizationAccountAccessRole';

function Details({ placed }: { readonly placed: PlacedNode }): JSX.Element {
  const { data: organization } = useOrganizationQuery();
  const paths = usePaths();
  const { account, id, arn } = placed.node;
  const isManagement = organization?.MasterAccountId === id;
  const isOpen = account?.Status === 'ACTIVE';
  const isMade = account?.JoinedMethod === 'CREATED' && isOpen && !isManagement;
  const href = paths.switchRole({
    account: id,
    roleName: accessRole,
    displayName: account?.Name ?? id,
  });
  return (
    <Container header={<Header variant="h2">Account details</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Account ID', value: <CopyText text={id} label="Account ID" /> },
          { label: 'Email', value: account?.Email ?? '-' },
          { label: 'Place', value: <PlaceLinks placed={placed} /> },
          { label: 'ARN', value: <CopyText text={arn} label="ARN" /> },
          {
            label: 'Status',
            value: <AccountStatus account={account} isManagement={isManagement} />,
          },
          { label: 'Joined', value: <Moment date={account?.JoinedTimestamp} /> },
          {
            label: 'Administer it',
            value: isMade ? <TextLink href={href}>Switch to {accessRole}</TextLink> : '-',
          },
        ]}
      />
    </Container>
  );
}

export function AccountPage(): JSX.Element {
  const { accountId = '' } = useParams();
  return (
    <NodePage id={accountId} noun="account" describe={placeText}>
      {(placed) => (
        <>
          <Details placed={placed} />
          <AddressTabs
            tabs={[
              { id: 'policies', label: 'Policies', content: <NodePolicies placed={placed} /> },
              { id: 'tags', label: 'Tags', content: <OrgTags id={accountId} /> },
            ]}
          />
          <AwsCommand
            command="organizations describe-account"
            options={{ '--account-id': accountId }}
          />
        </>
      )}
    </NodePage>
  );
}
