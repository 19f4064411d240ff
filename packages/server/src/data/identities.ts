/**
 * What users, groups and roles share: names that are unique ignoring case, a path, policies.
 * Page: IAM UG "IAM and AWS STS quotas" (names), "IAM identifiers".
 *
 * Policies live in the record of their owner, so that the view of a principal is few reads.
 */
import type { ReadTransaction } from '@hallpass/store';
import type { Owner } from './arns.ts';
import { iamArn } from './arns.ts';
import type { Tags } from './tags.ts';

/** Name → document text as sent. */
export type InlinePolicies = { readonly [name: string]: string };

export type IdentityRecord = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly createdAtMs: number;
  readonly inlinePolicies: InlinePolicies;
  /** ARNs of managed policies, in the order of attachment. */
  readonly attachedPolicyArns: readonly string[];
};

export type TaggedRecord = { readonly tags: Tags };

/** Names compare ignoring case; the case of creation is shown. */
export function nameKey(name: string): string {
  return name.toLowerCase();
}

export function identityArn(
  owner: Owner,
  kind: string,
  record: { readonly path: string; readonly name: string },
): string {
  return iamArn(owner, kind, `${record.path}${record.name}`);
}

export interface ListOptions {
  /** Path prefix filter; `/` is all. */
  readonly pathPrefix?: string;
  /** Name after which the page begins, from the former page's marker. */
  readonly after?: string;
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Name to continue after; absent on the last page. */
  readonly next?: string;
}

/** Entities scanned per step while filtering. */
const scanStep = 200;

export interface FilteredListOptions<T> {
  /** Last key element after which the page begins. */
  readonly after?: string;
  readonly limit: number;
  keeps(record: T): boolean;
}

/** One page of the records under a prefix that `keeps` lets through, in the order of their keys. */
export async function listFiltered<T>(
  tx: ReadTransaction,
  prefix: readonly string[],
  options: FilteredListOptions<T>,
): Promise<Page<T>> {
  const items: T[] = [];
  let after = options.after === undefined ? undefined : [...prefix, options.after];
  let lastKept = '';
  for (;;) {
    const entries = await tx.scan<never>({
      prefix,
      limit: scanStep,
      ...(after === undefined ? {} : { after }),
    });
    for (const entry of entries) {
      const record: T = entry.value;
      if (!options.keeps(record)) continue;
      if (items.length === options.limit) return { items, next: lastKept };
      items.push(record);
      lastKept = entry.key.at(-1) as string;
    }
    const last = entries.at(-1);
    if (last === undefined || entries.length < scanStep) return { items };
    after = [...last.key] as string[];
  }
}

/** One page of the records under `[kind, accountId]`, ordered by name, filtered by path. */
export async function listByName<T extends { readonly name: string; readonly path: string }>(
  tx: ReadTransaction,
  prefix: readonly [kind: string, accountId: string],
  options: ListOptions,
): Promise<Page<T>> {
  const { after, limit, pathPrefix = '/' } = options;
  return listFiltered<T>(tx, prefix, {
    limit,
    ...(after === undefined ? {} : { after: nameKey(after) }),
    keeps: (record) => record.path.startsWith(pathPrefix),
  });
}

/** More than any account may hold of one kind, so a bound and not a page. */
const countedMax = 20_000;

/** How many records of one kind an account has. Counted, not kept: a count cannot go wrong then. */
export async function countEntities(
  tx: ReadTransaction,
  prefix: readonly [kind: string, accountId: string],
): Promise<number> {
  return (await tx.scan({ prefix, limit: countedMax })).length;
}
