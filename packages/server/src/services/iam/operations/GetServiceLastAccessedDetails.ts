/** Page: IAM API Reference "GetServiceLastAccessedDetails". */
import type {
  GetServiceLastAccessedDetailsRequest,
  GetServiceLastAccessedDetailsResponse,
  ServiceLastAccessed,
  TrackedActionLastAccessed,
} from '@aws-sdk/client-iam';
import { GetServiceLastAccessedDetails$ } from '@aws-sdk/client-iam';
import type { ActionReport, ServiceReport } from '../../../data/access-jobs.ts';
import type { ReadOperation } from '../../../operation.ts';
import { jobId, jobStatus, ownJob, serviceName } from '../access-job.ts';
import { paging } from '../constraints.ts';
import { pageOf } from '../paging.ts';

/** Those never used say so by having no time. */
function actionToWire({ name, last }: ActionReport): TrackedActionLastAccessed {
  if (last === undefined) return { ActionName: name };
  return {
    ActionName: name,
    LastAccessedEntity: last.entityArn,
    LastAccessedTime: new Date(last.atMs),
    LastAccessedRegion: last.region,
  };
}

function serviceToWire(report: ServiceReport): ServiceLastAccessed {
  const { namespace, last, principals, actions } = report;
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
    ...(actions === undefined ? {} : { TrackedActionsLastAccessed: actions.map(actionToWire) }),
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
      ServicesLastAccessed: items.map(serviceToWire),
      ...page,
    };
  },
};
