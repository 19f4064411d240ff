/**
 * Reading a generated report: only who made it can. Page: IAM API Reference
 * "GetServiceLastAccessedDetails" (JobId).
 */
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { Constraint } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { AccessJobRecord } from '../../data/access-jobs.ts';
import { findAccessJob } from '../../data/access-jobs.ts';
import { serviceNames } from '../../data/catalogue.ts';
import { signedCaller } from '../../operation.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';

export const jobId: Constraint = { length: [36, 36] };

export const serviceNamespace: Constraint = { length: [1, 64], pattern: /[\w-]*/ };

export async function ownJob(context: EntityContext, id: string): Promise<AccessJobRecord> {
  const job = await findAccessJob(context.tx, ownerOf(context).accountId, id);
  if (job?.createdBy === signedCaller(context).userId) return job;
  throw fail(NoSuchEntityException$, `The job with ID ${id} cannot be found.`);
}

/** What both reports say of their job. It is done as soon as it is there. */
export function jobStatus(job: AccessJobRecord): {
  readonly JobStatus: 'COMPLETED';
  readonly JobCreationDate: Date;
  readonly JobCompletionDate: Date;
} {
  const created = new Date(job.createdAtMs);
  return { JobStatus: 'COMPLETED', JobCreationDate: created, JobCompletionDate: created };
}

/** AWS names the service without the abbreviation that the catalogue adds. */
export function serviceName(namespace: string): string {
  const name = serviceNames().get(namespace) ?? namespace;
  return name.replace(/ \(IAM\)$/, '');
}
