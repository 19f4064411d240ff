/** `/organizations/policies`: which kinds of control policies are on. */
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { JSX } from 'react';
import { useState } from 'react';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import type { RootPolicyKinds } from '../../api/organizations/policies.ts';
import {
  policyKinds,
  useChangeOrgPolicy,
  useEnabledKindsQuery,
} from '../../api/organizations/policies.ts';
import type { PolicyKind } from '../../paths/organizations-paths.ts';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { TextLink } from '../../ui/text-link.tsx';

interface KindProps {
  readonly kind: PolicyKind;
  readonly root: RootPolicyKinds;
}

function DisableKind({ kind, root, onClose }: KindProps & { onClose(): void }): JSX.Element {
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const { rootId } = root;
  return (
    <ConfirmDelete
      what={`all attachments of ${policyKinds[kind].many.toLowerCase()}`}
      names={[]}
      confirmation="disable"
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate({ kind: 'disable', policyKind: kind, rootId }, { onSuccess: onClose })
      }
    >
      Policies of this type are detached from the root, all units and all accounts, and hold nowhere
      from the next request on. The policies themselves stay.
    </ConfirmDelete>
  );
}

function Kind({ kind, root }: KindProps): JSX.Element {
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const [isDisabling, setDisabling] = useState(false);
  const paths = useOrganizationsPaths();
  const { rootId, enabled } = root;
  const isOn = enabled.includes(kind);
  const { many, about } = policyKinds[kind];
  const button = isOn ? (
    <Button onClick={() => setDisabling(true)}>Disable</Button>
  ) : (
    <Button
      loading={isPending}
      onClick={() => mutate({ kind: 'enable', policyKind: kind, rootId })}
    >
      Enable
    </Button>
  );
  return (
    <Container
      header={
        <Header variant="h2" description={about} actions={button}>
          {many}
        </Header>
      }
    >
      <SpaceBetween size="s">
        {error !== null && <ErrorAlert error={error} header="Policy type not enabled" />}
        <StatusIndicator type={isOn ? 'success' : 'stopped'}>
          {isOn ? 'Enabled' : 'Disabled'}
        </StatusIndicator>
        <TextLink href={paths.policies(kind)}>{many}</TextLink>
      </SpaceBetween>
      {isDisabling && <DisableKind kind={kind} root={root} onClose={() => setDisabling(false)} />}
    </Container>
  );
}

export function PolicyKindsPage(): JSX.Element {
  const { data: root, error, refetch } = useEnabledKindsQuery();
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (root === undefined) return <PageLoading />;
  return (
    <ContentLayout
      header={
        <Header
          variant="h1"
          description="They hold for member accounts, and never for the management account."
        >
          Policies
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Kind kind="scp" root={root} />
        <Kind kind="rcp" root={root} />
        <AwsCommand command="organizations list-roots" />
      </SpaceBetween>
    </ContentLayout>
  );
}
