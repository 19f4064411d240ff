/**
 * The report of last access: every service that the subject's policies grant, with who used it
 * last. Pages: IAM API Reference "ServiceLastAccessed", "TrackedActionLastAccessed"; IAM UG "Things
 * to know about last accessed information" (400 days; PassRole and data events are not tracked).
 *
 * DEVIATION: reports are complete with the answer of GenerateServiceLastAccessedDetails; AWS makes
 * them in the background. Of services that are not served here no action is tracked.
 */
import type {
  AccessJobRecord,
  ActionReport,
  LastAccess,
  ServiceReport,
} from '../../data/access-jobs.ts';
import { serviceNames, sharedCatalogue } from '../../data/catalogue.ts';
import { identityArn } from '../../data/identities.ts';
import type { AccessSubject, Accessor } from './access-subjects.ts';
import { accessorsOf, grantingPolicies } from './access-subjects.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import type { GrantedServices } from './granted-services.ts';
import { grantedServices } from './granted-services.ts';

type Granularity = AccessJobRecord['granularity'];

/** AWS's tracking period. */
const trackedMs = 400 * 24 * 60 * 60 * 1000;

const reportingServices = ['access-analyzer', 'iam', 'organizations', 's3', 'sts'];

/** Data events, permissions without an operation of their own, and PassRole. */
const untracked: ReadonlySet<string> = new Set([
  'iam:PassRole',
  's3:ListBucket',
  's3:ListBucketMultipartUploads',
  's3:ListBucketVersions',
  'sts:SetContext',
  'sts:SetSourceIdentity',
  'sts:TagGetWebIdentityToken',
  'sts:TagSession',
]);

/** Names of the actions that report activity, in order. */
function trackedActions(namespace: string): readonly string[] {
  if (!reportingServices.includes(namespace)) return [];
  const actions = sharedCatalogue().service(namespace)?.actions ?? [];
  return actions
    .filter(
      ({ name, resourceTypes }) =>
        !untracked.has(`${namespace}:${name}`) &&
        !(namespace === 's3' && resourceTypes.some((type) => type.startsWith('object'))),
    )
    .map(({ name }) => name)
    .toSorted();
}

export function accessorArn(context: EntityContext, { kind, record }: Accessor): string {
  return identityArn(ownerOf(context), kind, record);
}

/** When an accessor last used each service and action: `s3` and `s3:CreateBucket`. */
export async function lastUses(
  context: EntityContext,
  accessor: Accessor,
): Promise<ReadonlyMap<string, LastAccess>> {
  const entityArn = accessorArn(context, accessor);
  const uses = new Map<string, LastAccess>();
  const noted = await context.server.serviceAccess.of(context.tx, accessor.record.id);
  for (const [action, time] of noted) {
    if (time.atMs < context.nowMs - trackedMs) continue;
    const namespace = action.slice(0, action.indexOf(':'));
    uses.set(action, { ...time, entityArn });
    if ((uses.get(namespace)?.atMs ?? 0) <= time.atMs) uses.set(namespace, { ...time, entityArn });
  }
  return uses;
}

interface Uses {
  readonly last: Map<string, LastAccess>;
  /** Principals by service. */
  readonly principals: Map<string, number>;
}

async function usesOf(context: EntityContext, accessors: readonly Accessor[]): Promise<Uses> {
  const uses: Uses = { last: new Map(), principals: new Map() };
  for (const accessor of accessors) {
    for (const [what, last] of await lastUses(context, accessor)) {
      if ((uses.last.get(what)?.atMs ?? 0) <= last.atMs) uses.last.set(what, last);
      if (!what.includes(':')) uses.principals.set(what, (uses.principals.get(what) ?? 0) + 1);
    }
  }
  return uses;
}

/** What the report is made of. */
interface Sources {
  readonly uses: Uses;
  readonly granted: readonly GrantedServices[];
  readonly granularity: Granularity;
}

function actionReports(namespace: string, { uses, granted }: Sources): ActionReport[] {
  return trackedActions(namespace)
    .filter((name) => granted.some((one) => one.grantsAction(`${namespace}:${name}`)))
    .map((name) => {
      const last = uses.last.get(`${namespace}:${name}`);
      return last === undefined ? { name } : { name, last };
    });
}

function serviceReport(namespace: string, sources: Sources): ServiceReport {
  const { uses, granularity } = sources;
  const last = uses.last.get(namespace);
  const actions = granularity === 'ACTION_LEVEL' ? actionReports(namespace, sources) : [];
  return {
    namespace,
    principals: uses.principals.get(namespace) ?? 0,
    ...(last === undefined ? {} : { last }),
    ...(actions.length === 0 ? {} : { actions }),
  };
}

export async function accessReport(
  context: EntityContext,
  subject: AccessSubject,
  granularity: Granularity,
): Promise<readonly ServiceReport[]> {
  const policies = await grantingPolicies(context, subject);
  const granted = policies.map(({ text }) => grantedServices(text));
  const uses = await usesOf(context, await accessorsOf(context, subject));
  return [...serviceNames().keys()]
    .filter((namespace) => granted.some((grants) => grants.grants(namespace)))
    .map((namespace) => serviceReport(namespace, { uses, granted, granularity }));
}
