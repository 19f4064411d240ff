/** Page: IAM API Reference "GetServiceLastAccessedDetails". */
import type {
  GetServiceLastAccessedDetailsRequest,
  GetServiceLastAccessedDetailsResponse,
  ServiceLastAccessed,
  TrackedActionLastAccessed,
} from '@aws-sdk/client-iam';
import { GetServiceLastAccessedDetails$ } from '@aws-sdk/client-iam';
import type { AccessJobRecord, ServiceReport } from '../../../data/access-jobs.ts';
import type { ReadOperation } from '../../../operation.ts';
import { jobId, jobStatus, ownJob, serviceName } from '../access-job.ts';
import { trackedActions } from '../access-report.ts';
import { paging } from '../constraints.ts';
import { pageOf } from '../paging.ts';

/** All that are tracked: those never used say so by having no time. */
function actionsOf({ namespace, actions = {} }: ServiceReport): TrackedActionLastAccessed[] {
  return trackedActions(namespace).map((name) => {
    const use = actions[name];
    if (use === undefined) return { ActionName: name };
    return {
      ActionName: name,
      LastAccessedEntity: use.entityArn,
      LastAccessedTime: new Date(use.atMs),
      LastAccessedRegion: use.region,
    };
  });
}

function serviceToWire(report: ServiceReport, job: AccessJobRecord): ServiceLastAccessed {
  const { namespace, last, principals } = report;
  const actions = job.granularity === 'ACTION_LEVEL' ? actionsOf(report) : [];
  return {
    ServiceName: serviceName(namespace),
    ServiceNamespace: namespace,
    TotalAuthenticatedEntities: principals,
    ...(last === undefined
      ? {}
      : {
          LastAuthenticated: new Date(last.atMs),
          LastAuthenticatedEntity: last.entityArn,
          LastAuthenticatedRegion: last.region,
        }),
    ...(actions.length === 0 ? {} : { TrackedActionsLastAccessed: actions }),
  };
}

export const GetServiceLastAccessedDetails: ReadOperation<
  GetServiceLastAccessedDetailsRequest,
  GetServiceLastAccessedDetailsResponse
> = {
  schema: GetServiceLastAccessedDetails$,
  constraints: { JobId: jobId, ...paging },
  access: () => [{ action: 'iam:GetServiceLastAccessedDetails', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const job = await ownJob(context, input.JobId ?? '');
    const { items, ...page } = pageOf(job.services, input, ({ namespace }) => namespace);
    return {
      ...jobStatus(job),
      JobType: job.granularity,
      ServicesLastAccessed: items.map((report) => serviceToWire(report, job)),
      ...page,
    };
  },
};
