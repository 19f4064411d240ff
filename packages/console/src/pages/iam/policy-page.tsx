/** `/iam/policies/ARN`: what a managed policy says, who has it, its versions. */
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
import { useIamPaths } from '../../api/iam/iam-keys.ts';
import type { PolicyDetails } from '../../api/iam/policies.ts';
import { useChangePolicy, usePolicyEntitiesQuery, usePolicyQuery } from '../../api/iam/policies.ts';
import { TagsContainer } from '../../forms/iam/tags-container.tsx';
import { AddressTabs } from '../../ui/address-tabs.tsx';
import { AwsCommand } from '../../ui/aws-command.tsx';
import { ConfirmDelete } from '../../ui/confirm-delete.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { ErrorAlert } from '../../ui/error-alert.tsx';
import { PageLoading } from '../../ui/page-loading.tsx';
import { TextLink } from '../../ui/text-link.tsx';
import { Moment } from '../../ui/time-text.tsx';
import { LastAccessedTab } from './last-accessed/last-accessed-tab.tsx';
import { VersionsTab } from './policy/versions-tab.tsx';
import { PolicyPermissions } from './policy-permissions.tsx';

const isCustomerManaged = (arn: string): boolean => !arn.includes(':iam::aws:');

function Summary({ policy }: Pick<PolicyDetails, 'policy'>): JSX.Element {
  return (
    <Container header={<Header variant="h2">Policy details</Header>}>
      <KeyValuePairs
        columns={3}
        items={[
          {
            label: 'Type',
            value: isCustomerManaged(policy.Arn ?? '') ? 'Customer managed' : 'AWS managed',
          },
          { label: 'Creation time', value: <Moment date={policy.CreateDate} /> },
          { label: 'Edited time', value: <Moment date={policy.UpdateDate} /> },
          { label: 'ARN', value: <CopyText text={policy.Arn ?? ''} label="ARN" /> },
          { label: 'Description', value: policy.Description ?? '-' },
        ]}
      />
    </Container>
  );
}

function Entities({ arn }: { readonly arn: string }): JSX.Element {
  const { data, error, isPending } = usePolicyEntitiesQuery(arn);
  const paths = useIamPaths();
  if (error !== null) return <ErrorAlert error={error} />;
  return (
    <Table
      variant="container"
      items={[...(data ?? [])]}
      loading={isPending}
      loadingText="Loading entities"
      empty="Attached to nothing"
      trackBy={({ kind, name }) => `${kind}/${name}`}
      header={<Header variant="h2">Entities attached</Header>}
      columnDefinitions={[
        {
          id: 'name',
          header: 'Entity name',
          isRowHeader: true,
          cell: ({ kind, name }) => <TextLink href={paths.holder(kind, name)}>{name}</TextLink>,
        },
        { id: 'kind', header: 'Entity type', cell: ({ kind }) => kind },
      ]}
    />
  );
}

function PolicyTags({ arn, policy }: { readonly arn: string } & Pick<PolicyDetails, 'policy'>) {
  const { mutateAsync, error, isPending } = useChangePolicy(arn);
  const former = policy.Tags ?? [];
  return (
    <TagsContainer
      tags={former}
      error={null}
      failure={error}
      isSaving={isPending}
      save={(tags) => mutateAsync({ kind: 'tag', former, tags })}
    />
  );
}

function DeletePolicy({
  arn,
  name,
  onClose,
}: {
  readonly arn: string;
  readonly name: string;
  onClose(): void;
}) {
  const { mutate, error, isPending } = useChangePolicy(arn);
  const navigate = useNavigate();
  const paths = useIamPaths();
  return (
    <ConfirmDelete
      what={`policy ${name}`}
      names={[name]}
      confirmation={name}
      error={error}
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() =>
        mutate({ kind: 'delete' }, { onSuccess: () => void navigate(paths.policies()) })
      }
    >
      A policy can be deleted once it is attached to nothing and has no other versions.
    </ConfirmDelete>
  );
}

export function PolicyPage(): JSX.Element {
  const { policyArn = '' } = useParams();
  const [isDeleting, setDeleting] = useState(false);
  const paths = useIamPaths();
  const { data, error, isPending, refetch } = usePolicyQuery(policyArn);
  if (isPending) return <PageLoading />;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  const { policy, versions, document } = data;
  const name = policy.PolicyName ?? '';
  const canChange = isCustomerManaged(policyArn);
  const actions = canChange && <Button onClick={() => setDeleting(true)}>Delete</Button>;
  const permissions = (
    <SpaceBetween size="l">
      <PolicyPermissions
        key={document}
        document={document}
        editHref={canChange ? paths.editPolicy(policyArn) : undefined}
      />
      <AwsCommand command="iam get-policy" options={{ '--policy-arn': policyArn }} />
    </SpaceBetween>
  );
  const tags = {
    id: 'tags',
    label: 'Tags',
    content: <PolicyTags arn={policyArn} policy={policy} />,
  };
  return (
    <ContentLayout
      header={
        <Header variant="h1" actions={actions}>
          {name}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Summary policy={policy} />
        <AddressTabs
          tabs={[
            { id: 'permissions', label: 'Permissions', content: permissions },
            { id: 'entities', label: 'Entities attached', content: <Entities arn={policyArn} /> },
            ...(canChange ? [tags] : []),
            {
              id: 'versions',
              label: 'Policy versions',
              content: <VersionsTab arn={policyArn} versions={versions} canChange={canChange} />,
            },
            {
              id: 'last-accessed',
              label: 'Last Accessed',
              content: <LastAccessedTab kind="policy" arn={policyArn} />,
            },
          ]}
        />
      </SpaceBetween>
      {isDeleting && (
        <DeletePolicy arn={policyArn} name={name} onClose={() => setDeleting(false)} />
      )}
    </ContentLayout>
  );
}
