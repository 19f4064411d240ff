/**
 * The versions of a managed policy: shown, compared, set as default, deleted. Page: IAM UG
 * "Versioning IAM policies".
 */
import type { PolicyVersion } from '@aws-sdk/client-iam';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Table from '@cloudscape-design/components/table';
import type { JSX } from 'react';
import { useState } from 'react';
import type { PolicyDetails } from '../../../api/iam/policies.ts';
import { useChangePolicy, useVersionQuery, versionsMax } from '../../../api/iam/policies.ts';
import { CodeView } from '../../../editor/code-view.tsx';
import { prettyDocument } from '../../../editor/new-policy.ts';
import { ActionModal } from '../../../ui/action-modal.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { useNotify } from '../../../ui/notifications.tsx';
import { PageLoading } from '../../../ui/page-loading.tsx';
import { Moment } from '../../../ui/time-text.tsx';
import { VersionDiff } from './version-diff.tsx';

interface VersionsProps extends Pick<PolicyDetails, 'versions'> {
  readonly arn: string;
  /** AWS's own policies have versions that only AWS changes. */
  readonly canChange: boolean;
}

const columns = [
  {
    id: 'version',
    header: 'Version',
    isRowHeader: true,
    cell: ({ VersionId, IsDefaultVersion }: PolicyVersion) =>
      `${VersionId}${IsDefaultVersion === true ? ' (default)' : ''}`,
  },
  {
    id: 'created',
    header: 'Creation time',
    cell: ({ CreateDate }: PolicyVersion) => <Moment date={CreateDate} />,
  },
];

interface DialogProps {
  readonly arn: string;
  readonly version: string;
  onClose(): void;
}

/** What is in force changes at once, so it is asked about. */
function DefaultDialog({ arn, version, onClose }: DialogProps): JSX.Element {
  const { mutate, error, isPending } = useChangePolicy(arn);
  const notify = useNotify();
  const onSuccess = (): void => {
    notify({ type: 'success', content: `Version ${version} is the default.` });
    onClose();
  };
  return (
    <ActionModal
      header={`Set ${version} as default?`}
      action="Set as default"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'set-default', version }, { onSuccess })}
    >
      {error !== null && <ErrorAlert error={error} header="Default not changed" />}
      It will be in force at once, for everyone who has the policy.
    </ActionModal>
  );
}

function DeleteDialog({
  arn,
  version,
  onClose,
  onDeleted,
}: DialogProps & { onDeleted(): void }): JSX.Element {
  const { mutate, error, isPending } = useChangePolicy(arn);
  const notify = useNotify();
  const onSuccess = (): void => {
    notify({ type: 'success', content: `Deleted version ${version}.` });
    onDeleted();
    onClose();
  };
  return (
    <ActionModal
      header={`Delete version ${version}?`}
      action="Delete"
      isRunning={isPending}
      onClose={onClose}
      onConfirm={() => mutate({ kind: 'delete-version', version }, { onSuccess })}
    >
      {error !== null && <ErrorAlert error={error} header="Version not deleted" />}
      It cannot be brought back.
    </ActionModal>
  );
}

function VersionActions({
  arn,
  chosen,
  canChange,
  onDeleted,
}: Pick<VersionsProps, 'arn' | 'canChange'> & {
  readonly chosen: PolicyVersion | undefined;
  onDeleted(): void;
}): JSX.Element {
  const [asked, ask] = useState<'default' | 'delete'>();
  const { VersionId: version = '', IsDefaultVersion } = chosen ?? {};
  const reason = !canChange
    ? 'AWS manages the versions of this policy.'
    : chosen === undefined
      ? 'Select a version.'
      : 'It is the default version.';
  const isDisabled = !canChange || chosen === undefined || IsDefaultVersion === true;
  const dialog = { arn, version, onClose: () => ask(undefined) };
  return (
    <>
      <div className="actions">
        <Button disabled={isDisabled} disabledReason={reason} onClick={() => ask('delete')}>
          Delete
        </Button>
        <Button disabled={isDisabled} disabledReason={reason} onClick={() => ask('default')}>
          Set as default
        </Button>
      </div>
      {asked === 'default' && <DefaultDialog {...dialog} />}
      {asked === 'delete' && <DeleteDialog {...dialog} onDeleted={onDeleted} />}
    </>
  );
}

function VersionText({ arn, version }: { readonly arn: string; readonly version: string }) {
  const { data, error } = useVersionQuery(arn, version);
  if (error !== null) return <ErrorAlert error={error} />;
  return data === undefined ? (
    <PageLoading />
  ) : (
    <Container header={<Header variant="h2">Version {version}</Header>}>
      <CodeView key={version} value={prettyDocument(data)} label={`Document of ${version}`} />
    </Container>
  );
}

function limitText(count: number): string {
  const full = `A policy can have ${versionsMax} versions.`;
  return count < versionsMax
    ? `${full} Editing it makes another; the default is the one in force.`
    : `${full} This one has as many: saving another deletes one of them.`;
}

export function VersionsTab({ arn, versions, canChange }: VersionsProps): JSX.Element {
  const [chosenId, choose] = useState<string>();
  const chosen = versions.find(({ VersionId }) => VersionId === chosenId);
  return (
    <SpaceBetween size="m">
      <Table
        variant="container"
        items={[...versions]}
        trackBy="VersionId"
        selectionType="single"
        selectedItems={chosen === undefined ? [] : [chosen]}
        onSelectionChange={({ detail }) => choose(detail.selectedItems[0]?.VersionId)}
        ariaLabels={{
          tableLabel: 'Versions',
          itemSelectionLabel: (_selection, { VersionId }) => `Select ${VersionId}`,
        }}
        header={
          <Header
            variant="h2"
            counter={canChange ? `(${versions.length}/${versionsMax})` : `(${versions.length})`}
            description={canChange ? limitText(versions.length) : undefined}
            actions={
              <VersionActions
                arn={arn}
                chosen={chosen}
                canChange={canChange}
                onDeleted={() => choose(undefined)}
              />
            }
          >
            Policy versions
          </Header>
        }
        columnDefinitions={columns}
      />
      {chosen !== undefined && <VersionText arn={arn} version={chosen.VersionId ?? ''} />}
      {versions.length > 1 && <VersionDiff arn={arn} versions={versions} />}
      <AwsCommand command="iam list-policy-versions" options={{ '--policy-arn': arn }} />
    </SpaceBetween>
  );
}
