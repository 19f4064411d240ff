/**
 * Reports of when an entity last used which service, as they were generated.
 * Page: IAM API Reference "GenerateServiceLastAccessedDetails".
 */
import { randomBytes } from 'node:crypto';
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { AccessTime } from './service-access.ts';

/** The last of a number of principals that did something. */
export type LastAccess = AccessTime & { readonly entityArn: string };

export type ActionReport = { readonly name: string; readonly last?: LastAccess };

export type ServiceReport = {
  /** `s3` */
  readonly namespace: string;
  readonly last?: LastAccess;
  /** How many principals used it. */
  readonly principals: number;
  /** Tracked actions that are granted, in order; only where they were asked for. */
  readonly actions?: readonly ActionReport[];
};

export type AccessJobRecord = {
  readonly id: string;
  readonly accountId: string;
  /** Whose job it is: nobody else can read it. */
  readonly createdBy: string;
  readonly subjectArn: string;
  readonly granularity: 'SERVICE_LEVEL' | 'ACTION_LEVEL';
  readonly createdAtMs: number;
  /** In the order of their namespaces. */
  readonly services: readonly ServiceReport[];
};

/** An account's oldest reports give way to new ones. */
const jobsMax = 200;

/** A UUID that begins with the time (version 7), so that the oldest come first. */
export function newAccessJobId(nowMs: number): string {
  const time = nowMs.toString(16).padStart(12, '0');
  const rest = randomBytes(10).toString('hex');
  const variant = ((Number.parseInt(rest.slice(3, 4), 16) & 3) | 8).toString(16);
  return [
    time.slice(0, 8),
    time.slice(8),
    `7${rest.slice(0, 3)}`,
    variant + rest.slice(4, 7),
    rest.slice(7, 19),
  ].join('-');
}

const jobKey = (accountId: string, id: string): string[] => ['access-job', accountId, id];

/** A list of ids alone: finding the oldest reads no reports. */
const indexKey = (accountId: string): string[] => ['access-job-id', accountId];

export function findAccessJob(
  tx: ReadTransaction,
  accountId: string,
  id: string,
): Eventually<AccessJobRecord | undefined> {
  return tx.get<AccessJobRecord>(jobKey(accountId, id));
}

export async function putAccessJob(tx: Transaction, job: AccessJobRecord): Promise<void> {
  const prefix = indexKey(job.accountId);
  const kept = await tx.scan({ prefix, limit: jobsMax });
  for (const { key } of kept.slice(0, Math.max(0, kept.length - jobsMax + 1))) {
    tx.delete(key);
    tx.delete(jobKey(job.accountId, key.at(-1) as string));
  }
  tx.put([...prefix, job.id], true);
  tx.put(jobKey(job.accountId, job.id), job);
}
