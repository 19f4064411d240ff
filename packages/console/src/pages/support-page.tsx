/**
 * `/support`: where AWS's tutorials send people to find their account id, and what to bring when
 * something was refused. Page: AWS Support UG "Getting started" (Support Center).
 */
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useSession } from '../api/session-context.ts';
import { CopyText } from '../ui/copy-text.tsx';
import { accountIdText } from '../ui/session-name.tsx';

export function SupportPage(): JSX.Element {
  const { accountId, accountAlias, accountName } = useSession();
  return (
    <ContentLayout header={<Header variant="h1">Support Center</Header>}>
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Account</Header>}>
          <KeyValuePairs
            columns={3}
            items={[
              { label: 'Account number', value: <CopyText text={accountId} label="Account ID" /> },
              { label: 'As people read it', value: accountIdText(accountId) },
              { label: 'Name', value: accountName },
              { label: 'Alias', value: accountAlias ?? '-' },
            ]}
          />
        </Container>
        <Container header={<Header variant="h2">When something is refused</Header>}>
          <Box variant="p">
            Open <b>Why?</b> below the message: it shows the decision down to the line of the
            policy, if you may see it (sts:DecodeAuthorizationMessage). On the command line,{' '}
            <code>hallpass why</code> does the same for what a client printed.
          </Box>
          <Box variant="p">
            An administrator of the server finds every request in its log by the request id.
          </Box>
        </Container>
      </SpaceBetween>
    </ContentLayout>
  );
}
