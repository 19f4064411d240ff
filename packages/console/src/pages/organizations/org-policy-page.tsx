/** `/organizations/policy/ID`: what a control policy says, and what it is attached to. */
import type { PolicySummary, PolicyTargetSummary } from '@aws-sdk/client-organizations';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import { useOrganizationsPaths } from '../../api/organizations/organizations-client.ts';
import {
  kindOfType,
  policyKinds,
  useChangeOrgPolicy,
  useOrgPolicyQuery,
  useTargetsQuery,
} from '../../api/organizations/policies.ts';
import { CodeView } from '../../editor/code-view.tsx';
import { prettyDocument } from '../../editor/new-policy.ts';
import { AttachPolicyDialog } from '../../forms/organizations/attach-dialogs.tsx';
import { DeleteOrgPolicyDialog } from '../../forms/organizations/delete-org-policy-dialog.tsx';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { useTellName } from '../../ui/page-names.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { OrgTags } from './org-tags.tsx';

const targetKinds: Readonly<Record<string, string>> = {
  ROOT: 'Root',
  ORGANIZATIONAL_UNIT: 'Organizational unit',
  ACCOUNT: 'Account',
};

function TargetLink({ target }: { readonly target: PolicyTargetSummary }): JSX.Element {
  const paths = useOrganizationsPaths();
  const { TargetId: id = '', Name, Type } = target;
  return <TextLink href={Type === 'ACCOUNT' ? paths.account(id) : paths.unit(id)}>{Name}</TextLink>;
}

function TargetActions({
  policy,
  targets,
  chosen,
}: {
  readonly policy: PolicySummary;
  readonly targets: readonly PolicyTargetSummary[];
  readonly chosen: readonly string[];
}): JSX.Element {
  const { mutate, error, isPending } = useChangeOrgPolicy();
  const [isAttaching, setAttaching] = useState(false);
  const { Id: id = '', Name: name = '' } = policy;
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button
          disabled={chosen.length === 0}
          loading={isPending}
          onClick={() => mutate({ kind: 'detach', ids: [id], targetIds: chosen })}
        >
          Detach
        </Button>
        <Button onClick={() => setAttaching(true)}>Attach</Button>
      </SpaceBetween>
      {error !== null && <ErrorAlert error={error} header="Policy not detached" />}
      {isAttaching && (
        <AttachPolicyDialog
          policyId={id}
          name={name}
          targetIds={targets.map(({ TargetId = '' }) => TargetId)}
          onClose={() => setAttaching(false)}
        />
      )}
    </>
  );
}

function Targets({ policy }: { readonly policy: PolicySummary }): JSX.Element {
  const { data = [], error, isPending } = useTargetsQuery(policy.Id ?? '');
  const [chosenIds, setChosenIds] = useState<readonly string[]>([]);
  const chosen = data.filter(({ TargetId = '' }) => chosenIds.includes(TargetId));
  const ids = chosen.map(({ TargetId = '' }) => TargetId);
  return (
    <Table
      variant="container"
      items={data}
      trackBy="TargetId"
      loading={isPending}
      loadingText="Loading targets"
      empty={error === null ? 'Attached to nothing' : <ErrorAlert error={error} />}
      selectionType="multi"
      selectedItems={chosen}
      onSelectionChange={({ detail }) =>
        setChosenIds(detail.selectedItems.map(({ TargetId = '' }) => TargetId))
      }
      ariaLabels={{
        tableLabel: 'Targets',
        allItemsSelectionLabel: () => 'Select all',
        itemSelectionLabel: (_selection, { Name }) => `Select ${Name}`,
      }}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Name',
          isRowHeader: true,
          cell: (target) => <TargetLink target={target} />,
        },
        { id: 'type', header: 'Type', cell: ({ Type = '' }) => targetKinds[Type] ?? Type },
        { id: 'id', header: 'ID', cell: ({ TargetId }) => TargetId },
      ]}
      header={
        <Header
          variant="h2"
          counter={`(${data.length})`}
          actions={<TargetActions policy={policy} targets={data} chosen={ids} />}
        >
          Targets
        </Header>
      }
    />
  );
}

function Details({ policy }: { readonly policy: PolicySummary }): JSX.Element {
  const { Arn = '', Id = '', Description = '', AwsManaged, Type } = policy;
  return (
    <Container header={<Header variant="h2">Details</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Policy type', value: policyKinds[kindOfType(Type)].one },
          { label: 'Kind', value: AwsManaged === true ? 'AWS managed' : 'Customer managed' },
          { label: 'ID', value: <CopyText text={Id} label="ID" /> },
          { label: 'ARN', value: <CopyText text={Arn} label="ARN" /> },
          { label: 'Description', value: Description === '' ? '-' : Description },
        ]}
      />
    </Container>
  );
}

function Content({ text }: { readonly text: string }): JSX.Element {
  const pretty = prettyDocument(text);
  return (
    <Container header={<Header variant="h2">Content</Header>}>
      <CodeView key={pretty} value={pretty} label="Policy document" />
    </Container>
  );
}

function PolicyActions({ policy }: { readonly policy: PolicySummary }): JSX.Element | null {
  const [isDeleting, setDeleting] = useState(false);
  const navigate = useNavigate();
  const paths = useOrganizationsPaths();
  const { Id: id = '', Name: name = '', AwsManaged, Type } = policy;
  if (AwsManaged === true) return null;
  return (
    <>
      <SpaceBetween direction="horizontal" size="xs">
        <Button onClick={() => setDeleting(true)}>Delete</Button>
        <Button onClick={() => void navigate(paths.editPolicy(id))}>Edit policy</Button>
      </SpaceBetween>
      {isDeleting && (
        <DeleteOrgPolicyDialog
          id={id}
          name={name}
          onClose={() => setDeleting(false)}
          onDeleted={() => void navigate(paths.policies(kindOfType(Type)))}
        />
      )}
    </>
  );
}

export function OrgPolicyPage(): JSX.Element {
  const { policyId = '' } = useParams();
  const { data, error, refetch } = useOrgPolicyQuery(policyId);
  useTellName(policyId, data?.PolicySummary?.Name);
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <PageLoading />;
  const { PolicySummary: policy = {}, Content: text = '' } = data;
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={<PolicyActions policy={policy} />}>
          {policy.Name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Details policy={policy} />
        <AddressTabs
          tabs={[
            { id: 'content', label: 'Content', content: <Content text={text} /> },
            { id: 'targets', label: 'Targets', content: <Targets policy={policy} /> },
            { id: 'tags', label: 'Tags', content: <OrgTags id={policyId} /> },
          ]}
        />
        <AwsCommand command="organizations describe-policy" options={{ '--policy-id': policyId }} />
      </SpaceBetween>
    </ContentLayout>
  );
}
