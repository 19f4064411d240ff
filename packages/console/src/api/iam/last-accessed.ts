/**
 * Reports of last access: generated, waited for, and read page by page. Pages: IAM API Reference
 * "GenerateServiceLastAccessedDetails", "GetServiceLastAccessedDetails",
 * "GetServiceLastAccessedDetailsWithEntities", "ListPoliciesGrantingServiceAccess".
 */
import type {
  EntityDetails,
  IAMClient,
  ListPoliciesGrantingServiceAccessEntry,
  PolicyGrantingServiceAccess,
  ServiceLastAccessed,
} from '@aws-sdk/client-iam';
import {
  GenerateServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsCommand,
  GetServiceLastAccessedDetailsWithEntitiesCommand,
  ListPoliciesGrantingServiceAccessCommand,
} from '@aws-sdk/client-iam';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

export interface AccessReport {
  readonly jobId: string;
  readonly createdAt: Date | undefined;
  readonly services: readonly ServiceLastAccessed[];
}

const pollMs = 1000;
const pollsMax = 60;
/** More pages than any report has. */
const pagesMax = 100;

async function finishedJob(iam: IAMClient, JobId: string) {
  for (let poll = 0; poll < pollsMax; poll++) {
    const page = await iam.send(
      new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 1000 }),
    );
    if (page.JobStatus === 'COMPLETED') return page;
    if (page.JobStatus === 'FAILED') throw new Error(page.Error?.Message ?? 'The report failed.');
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
  throw new Error('The report is not ready yet. Try again in a while.');
}

async function reportOf(iam: IAMClient, Arn: string): Promise<AccessReport> {
  const { JobId = '' } = await iam.send(
    new GenerateServiceLastAccessedDetailsCommand({ Arn, Granularity: 'ACTION_LEVEL' }),
  );
  const first = await finishedJob(iam, JobId);
  const services = [...(first.ServicesLastAccessed ?? [])];
  let { Marker } = first;
  for (let page = 1; Marker !== undefined && page < pagesMax; page++) {
    const next = await iam.send(
      new GetServiceLastAccessedDetailsCommand({ JobId, MaxItems: 1000, Marker }),
    );
    services.push(...(next.ServicesLastAccessed ?? []));
    ({ Marker } = next);
  }
  services.sort((one, other) => (one.ServiceName ?? '').localeCompare(other.ServiceName ?? ''));
  return { jobId: JobId, createdAt: first.JobCreationDate, services };
}

/** Of a user, group, role or policy. Kept until it is asked for anew: each costs a report. */
export function useAccessReportQuery(arn: string): UseQueryResult<AccessReport> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'access-report', arn),
    queryFn: () => reportOf(iam, arn),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useAccessEntitiesQuery(
  jobId: string,
  namespace: string,
): UseQueryResult<readonly EntityDetails[]> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'access-entities', jobId, namespace),
    async queryFn() {
      const entities: EntityDetails[] = [];
      let Marker: string | undefined;
      for (let count = 0; count < pagesMax; count++) {
        const page = await iam.send(
          new GetServiceLastAccessedDetailsWithEntitiesCommand({
            JobId: jobId,
            ServiceNamespace: namespace,
            MaxItems: 1000,
            Marker,
          }),
        );
        entities.push(...(page.EntityDetailsList ?? []));
        ({ Marker } = page);
        if (Marker === undefined) break;
      }
      return entities;
    },
  });
}

export type GrantingPolicies = ReadonlyMap<string, readonly PolicyGrantingServiceAccess[]>;

/** The API takes no more at once. */
const namespacesMax = 200;

async function grantingEntries(
  iam: IAMClient,
  Arn: string,
  ServiceNamespaces: string[],
): Promise<readonly ListPoliciesGrantingServiceAccessEntry[]> {
  const entries: ListPoliciesGrantingServiceAccessEntry[] = [];
  let Marker: string | undefined;
  for (let count = 0; count < pagesMax; count++) {
    const page = await iam.send(
      new ListPoliciesGrantingServiceAccessCommand({ Arn, ServiceNamespaces, Marker }),
    );
    entries.push(...(page.PoliciesGrantingServiceAccess ?? []));
    ({ Marker } = page);
    if (Marker === undefined) break;
  }
  return entries;
}

/** By namespace. A policy has none to list: it is the one. */
export function useGrantingPoliciesQuery(
  arn: string,
  namespaces: readonly string[] | undefined,
): UseQueryResult<GrantingPolicies> {
  const iam = useIam();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'granting-policies', arn, ...(namespaces ?? [])),
    enabled: namespaces !== undefined,
    async queryFn() {
      const found = new Map<string, readonly PolicyGrantingServiceAccess[]>();
      for (let at = 0; at < (namespaces?.length ?? 0); at += namespacesMax) {
        const some = namespaces?.slice(at, at + namespacesMax) ?? [];
        for (const { ServiceNamespace = '', Policies } of await grantingEntries(iam, arn, some)) {
          found.set(ServiceNamespace, Policies ?? []);
        }
      }
      return found;
    },
  });
}
