/**
 * Last accessed: which services one may use, and when each was last used. Page: IAM UG "View last
 * accessed information for IAM" (console). One service is a view of its own, in the address.
 */
import type { PolicyGrantingServiceAccess, ServiceLastAccessed } from '@aws-sdk/client-iam';
import Box from '@cloudscape-design/components/box';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { JSX } from 'react';
import { useMemo, useState } from 'react';
import { useLocation, useSearchParams } from 'react-router';
import { useIamPaths } from '../../../api/iam/iam-keys.ts';
import type { GrantingPolicies } from '../../../api/iam/last-accessed.ts';
import { useAccessReportQuery, useGrantingPoliciesQuery } from '../../../api/iam/last-accessed.ts';
import type { HolderKind, IamPaths } from '../../../paths/iam-paths.ts';
import type { Column } from '../../../tables/resource-table.tsx';
import { ResourceTable } from '../../../tables/resource-table.tsx';
import { AwsCommand } from '../../../ui/aws-command.tsx';
import { ErrorAlert } from '../../../ui/error-alert.tsx';
import { TextLink } from '../../../ui/text-link.tsx';
import { Ago, momentText } from '../../../ui/time-text.tsx';
import { ServiceDetails } from './service-details.tsx';

/** What a report can be about. */
export interface AccessSubject {
  readonly kind: HolderKind | 'policy';
  readonly arn: string;
}

/** Policies named in a row; the rest are counted. */
const policiesShownMax = 2;

function PolicyLinks({
  policies,
  paths,
}: {
  readonly policies: readonly PolicyGrantingServiceAccess[];
  readonly paths: IamPaths;
}): JSX.Element {
  const hrefOf = (policy: PolicyGrantingServiceAccess): string => {
    const { PolicyArn, PolicyName = '', EntityType = 'USER', EntityName = '' } = policy;
    if (PolicyArn !== undefined) return paths.policy(PolicyArn);
    return paths.inlinePolicy(EntityType.toLowerCase() as HolderKind, EntityName, PolicyName);
  };
  const more = policies.length - policiesShownMax;
  return (
    <>
      {policies.slice(0, policiesShownMax).map((policy, index) => (
        <span key={hrefOf(policy)}>
          {index > 0 && ', '}
          <TextLink href={hrefOf(policy)}>{policy.PolicyName}</TextLink>
        </span>
      ))}
      {more > 0 && ` and ${more} more`}
    </>
  );
}

const lastOf = ({ LastAuthenticated }: ServiceLastAccessed): number =>
  LastAuthenticated?.getTime() ?? 0;

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

function LastAccess({ service }: { readonly service: ServiceLastAccessed }): JSX.Element {
  const { LastAuthenticated: date } = service;
  if (date !== undefined) return <Ago date={date} />;
  return <Box color="text-body-secondary">Not accessed in the tracking period</Box>;
}

interface Shown {
  readonly subject: AccessSubject;
  readonly paths: IamPaths;
  readonly granting: GrantingPolicies | undefined;
  hrefOf(namespace: string): string;
}

function columnsOf({ subject, paths, granting, hrefOf }: Shown): Column<ServiceLastAccessed>[] {
  const isShared = subject.kind === 'group' || subject.kind === 'policy';
  const service: Column<ServiceLastAccessed> = {
    id: 'service',
    header: 'Service',
    sortingField: 'ServiceName',
    isRowHeader: true,
    cell: ({ ServiceName, ServiceNamespace = '' }) => (
      <TextLink href={hrefOf(ServiceNamespace)}>{ServiceName}</TextLink>
    ),
  };
  const policies: Column<ServiceLastAccessed> = {
    id: 'policies',
    header: 'Policies granting permissions',
    cell: ({ ServiceNamespace = '' }) => (
      <PolicyLinks policies={granting?.get(ServiceNamespace) ?? []} paths={paths} />
    ),
  };
  const last: Column<ServiceLastAccessed> = {
    id: 'last',
    header: 'Last accessed',
    minWidth: 280,
    sortingComparator: (one, other) => lastOf(one) - lastOf(other),
    cell: (one) => <LastAccess service={one} />,
  };
  const shared: Column<ServiceLastAccessed>[] = [
    {
      id: 'entities',
      header: subject.kind === 'group' ? 'Accessed by members' : 'Accessed by entities',
      sortingField: 'TotalAuthenticatedEntities',
      cell: ({ TotalAuthenticatedEntities }) => TotalAuthenticatedEntities ?? 0,
    },
    {
      id: 'by',
      header: 'Last accessed by',
      cell: ({ LastAuthenticatedEntity: arn }) => (arn === undefined ? '-' : nameOf(arn)),
    },
  ];
  return [
    service,
    ...(subject.kind === 'policy' ? [] : [policies]),
    last,
    ...(isShared ? shared : []),
    {
      id: 'namespace',
      header: 'Service prefix',
      sortingField: 'ServiceNamespace',
      cell: ({ ServiceNamespace }) => ServiceNamespace,
      isHidden: true,
    },
  ];
}

const lastFirst = { columnId: 'last', isDescending: true };

const filters = [
  { value: 'all', label: 'All services' },
  { value: 'accessed', label: 'Services accessed' },
  { value: 'unused', label: 'Services not accessed' },
];

/** Policies are listed for the services of the report, once it is there. */
function useGranting(subject: AccessSubject, services: readonly ServiceLastAccessed[] | undefined) {
  const namespaces = useMemo(
    () =>
      subject.kind === 'policy'
        ? undefined
        : services?.map(({ ServiceNamespace = '' }) => ServiceNamespace),
    [subject.kind, services],
  );
  return useGrantingPoliciesQuery(subject.arn, namespaces);
}

function Services({ subject }: { readonly subject: AccessSubject }): JSX.Element {
  const report = useAccessReportQuery(subject.arn);
  const { services, createdAt } = report.data ?? {};
  const granting = useGranting(subject, services);
  const [filter, setFilter] = useState('all');
  const paths = useIamPaths();
  const { pathname } = useLocation();
  const columns = useMemo(
    () =>
      columnsOf({
        subject,
        paths,
        granting: granting.data,
        hrefOf: (namespace) => `${pathname}?tab=last-accessed&service=${namespace}`,
      }),
    [subject, paths, granting.data, pathname],
  );
  const items = services?.filter(
    (one) => filter === 'all' || (filter === 'accessed') === lastOf(one) > 0,
  );
  const when = createdAt === undefined ? '' : ` As of ${momentText(createdAt)}.`;
  return (
    <SpaceBetween size="s">
      {granting.error !== null && (
        <ErrorAlert error={granting.error} header="The granting policies are not known" />
      )}
      <ResourceTable<ServiceLastAccessed>
        id={`iam-last-accessed-${subject.kind}`}
        title="Allowed services"
        noun={['service', 'services']}
        variant="container"
        description={`Services that the permissions policies allow, and their use in the last 400 days, refused attempts too.${when}`}
        columns={columns}
        items={items}
        error={report.error}
        isFetching={report.isFetching}
        sortedBy={lastFirst}
        onRefresh={() => void report.refetch()}
        keyOf={({ ServiceNamespace = '' }) => ServiceNamespace}
        searchText={({ ServiceName = '', ServiceNamespace = '' }) =>
          `${ServiceName} ${ServiceNamespace}`
        }
        filters={
          <Select
            ariaLabel="Filter by access"
            options={filters}
            selectedOption={filters.find(({ value }) => value === filter) ?? null}
            onChange={({ detail }) => setFilter(detail.selectedOption.value ?? 'all')}
          />
        }
      />
      <AwsCommand
        command="iam generate-service-last-accessed-details"
        options={{ '--arn': subject.arn, '--granularity': 'ACTION_LEVEL' }}
      />
    </SpaceBetween>
  );
}

export function LastAccessedTab({ kind, arn }: AccessSubject): JSX.Element {
  const [search] = useSearchParams();
  const subject = useMemo(() => ({ kind, arn }), [kind, arn]);
  const namespace = search.get('service');
  if (namespace === null) return <Services subject={subject} />;
  return <ServiceDetails subject={subject} namespace={namespace} />;
}
