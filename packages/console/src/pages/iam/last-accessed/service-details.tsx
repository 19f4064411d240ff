/** One service of the report: its management actions, and who used it. */
import type { EntityDetails, TrackedActionLastAccessed } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useMemo } from 'react';
import { useLocation } from 'react-router';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import type { AccessReport } from '../../../api/iam/last-accessed.ts';
import { useAccessEntitiesQuery, useAccessReportQuery } from '../../../api/iam/last-accessed.ts';
import type { IamPaths } from '../../../paths/iam-paths.ts';
import type { Column } from '../../../tables/resource-table.tsx';
import { ResourceTable } from '../../../tables/resource-table.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { PageLoading } from '../../../ui/page-loading.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Ago } from '../../../ui/time-text.tsx';
import type { AccessSubject } from './last-accessed-tab.tsx';

const unused = <Box color="text-body-secondary">Not accessed in the tracking period</Box>;

const actionColumns: readonly Column<TrackedActionLastAccessed>[] = [
  {
    id: 'action',
    header: 'Action',
    sortingField: 'ActionName',
    isRowHeader: true,
    minWidth: 300,
    cell: ({ ActionName }) => ActionName,
  },
  {
    id: 'last',
    header: 'Last accessed',
    minWidth: 280,
    sortingComparator: (one, other) =>
      (one.LastAccessedTime?.getTime() ?? 0) - (other.LastAccessedTime?.getTime() ?? 0),
    cell: ({ LastAccessedTime: date }) => (date === undefined ? unused : <Ago date={date} />),
  },
  {
    id: 'region',
    header: 'Region',
    sortingField: 'LastAccessedRegion',
    cell: ({ LastAccessedRegion }) => LastAccessedRegion ?? '-',
  },
];

/** For what several have in common. */
const lastBy: Column<TrackedActionLastAccessed> = {
  id: 'by',
  header: 'Last accessed by',
  sortingField: 'LastAccessedEntity',
  cell: ({ LastAccessedEntity }) => LastAccessedEntity ?? '-',
};

const lastFirst = { columnId: 'last', isDescending: true };

const entityColumns = (paths: IamPaths): readonly Column<EntityDetails>[] => [
  {
    id: 'name',
    header: 'Name',
    isRowHeader: true,
    sortingComparator: (one, other) =>
      (one.EntityInfo?.Name ?? '').localeCompare(other.EntityInfo?.Name ?? ''),
    cell: ({
      EntityInfo: { Type, Name = '' } = {} as NonNullable<EntityDetails['EntityInfo']>,
    }) => <TextLink href={paths.holder(Type === 'ROLE' ? 'role' : 'user', Name)}>{Name}</TextLink>,
  },
  {
    id: 'type',
    header: 'Type',
    cell: ({ EntityInfo }) => (EntityInfo?.Type === 'ROLE' ? 'Role' : 'User'),
  },
  {
    id: 'last',
    header: 'Last accessed',
    minWidth: 280,
    sortingComparator: (one, other) =>
      (one.LastAuthenticated?.getTime() ?? 0) - (other.LastAuthenticated?.getTime() ?? 0),
    cell: ({ LastAuthenticated: date }) => (date === undefined ? unused : <Ago date={date} />),
  },
];

function Entities({
  report,
  namespace,
}: {
  readonly report: AccessReport;
  readonly namespace: string;
}): JSX.Element {
  const { data, error, isFetching, refetch } = useAccessEntitiesQuery(report.jobId, namespace);
  const paths = useIamPaths();
  const columns = useMemo(() => entityColumns(paths), [paths]);
  return (
    <ResourceTable<EntityDetails>
      id="iam-access-entities"
      title="Users and roles"
      noun={['entity', 'entities']}
      variant="container"
      columns={columns}
      sortedBy={lastFirst}
      items={data}
      error={error}
      isFetching={isFetching}
      onRefresh={() => void refetch()}
      keyOf={({ EntityInfo }) => EntityInfo?.Arn ?? ''}
      searchText={({ EntityInfo }) => EntityInfo?.Name ?? ''}
    />
  );
}

export function ServiceDetails({
  subject,
  namespace,
}: {
  readonly subject: AccessSubject;
  readonly namespace: string;
}): JSX.Element {
  const { data: report, error, isFetching, refetch } = useAccessReportQuery(subject.arn);
  const { pathname } = useLocation();
  const back = <TextLink href={`${pathname}?tab=last-accessed`}>All allowed services</TextLink>;
  if (error !== null) return <ErrorAlert error={error} onRetry={() => void refetch()} />;
  if (report === undefined) return <PageLoading />;
  const service = report.services.find((one) => one.ServiceNamespace === namespace);
  if (service === undefined) {
    return (
      <SpaceBetween size="s">
        {back}
        <Box>No permissions policy allows anything of this service.</Box>
      </SpaceBetween>
    );
  }
  const isShared = subject.kind === 'group' || subject.kind === 'policy';
  const actions = service.TrackedActionsLastAccessed ?? [];
  return (
    <SpaceBetween size="l">
      {back}
      <Header variant="h2" description={`Service prefix ${namespace}`}>
        {service.ServiceName}
      </Header>
      {isShared && <Entities report={report} namespace={namespace} />}
      <ResourceTable<TrackedActionLastAccessed>
        id="iam-access-actions"
        title="Allowed management actions"
        noun={['tracked action', 'tracked actions']}
        variant="container"
        columns={isShared ? [...actionColumns, lastBy] : actionColumns}
        sortedBy={lastFirst}
        items={actions}
        isFetching={isFetching}
        onRefresh={() => void refetch()}
        keyOf={({ ActionName = '' }) => ActionName}
        searchText={({ ActionName = '' }) => ActionName}
      />
      <AwsCommand
        command="iam get-service-last-accessed-details-with-entities"
        options={{ '--job-id': report.jobId, '--service-namespace': namespace }}
      />
    </SpaceBetween>
  );
}
