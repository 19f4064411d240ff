/** Page: IAM API Reference "GetServiceLastAccessedDetailsWithEntities". The last to act come first. */
import type {
  EntityDetails,
  GetServiceLastAccessedDetailsWithEntitiesRequest,
  GetServiceLastAccessedDetailsWithEntitiesResponse,
} from '@aws-sdk/client-iam';
import {
  GetServiceLastAccessedDetailsWithEntities$,
  NoSuchEntityException$,
} from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { ReadContext, ReadOperation } from '../../../operation.ts';
import { jobId, jobStatus, ownJob, serviceNamespace } from '../access-job.ts';
import { accessorArn, lastUses } from '../access-report.ts';
import type { Accessor } from '../access-subjects.ts';
import { accessSubject, accessorsOf } from '../access-subjects.ts';
import { paging } from '../constraints.ts';
import { pageOf } from '../paging.ts';

async function entityDetails(
  context: ReadContext,
  accessor: Accessor,
  namespace: string,
): Promise<EntityDetails> {
  const { kind, record } = accessor;
  const last = (await lastUses(context, accessor)).get(namespace);
  return {
    EntityInfo: {
      Arn: accessorArn(context, accessor),
      Name: record.name,
      Type: kind === 'user' ? 'USER' : 'ROLE',
      Id: record.id,
      Path: record.path,
    },
    ...(last === undefined ? {} : { LastAuthenticated: new Date(last.atMs) }),
  };
}

/** Orders the newest first, those without a time last. */
function pageKey({ EntityInfo: info, LastAuthenticated: last }: EntityDetails): string {
  const age = Number.MAX_SAFE_INTEGER - (last?.getTime() ?? 0);
  return `${String(age).padStart(16, '0')} ${info?.Arn ?? ''}`;
}

export const GetServiceLastAccessedDetailsWithEntities: ReadOperation<
  GetServiceLastAccessedDetailsWithEntitiesRequest,
  GetServiceLastAccessedDetailsWithEntitiesResponse
> = {
  schema: GetServiceLastAccessedDetailsWithEntities$,
  constraints: { JobId: jobId, ServiceNamespace: serviceNamespace, ...paging },
  access: () => [{ action: 'iam:GetServiceLastAccessedDetailsWithEntities', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const { JobId: id = '', ServiceNamespace: namespace = '' } = input;
    const job = await ownJob(context, id);
    if (!job.services.some((report) => report.namespace === namespace)) {
      throw fail(
        NoSuchEntityException$,
        `The service namespace ${namespace} is not in the report of job ${id}.`,
      );
    }
    const subject = await accessSubject(context, job.subjectArn);
    const entities: EntityDetails[] = [];
    for (const accessor of await accessorsOf(context, subject)) {
      entities.push(await entityDetails(context, accessor, namespace));
    }
    const { items, ...page } = pageOf(entities, input, pageKey);
    return { ...jobStatus(job), EntityDetailsList: items, ...page };
  },
};
