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

/** Entities scanned per step while filtering by path. */
const scanStep = 200;

/** One page of the records under `[kind, accountId]`, ordered by name, filtered by path. */
export async function listByName<T extends { readonly name: string; readonly path: string }>(
  tx: ReadTransaction,
  prefix: readonly [kind: string, accountId: string],
  options: ListOptions,
): Promise<Page<T>> {
  const items: T[] = [];
  let after = options.after === undefined ? undefined : [...prefix, nameKey(options.after)];
  for (;;) {
    const entries = await tx.scan<never>({
      prefix,
      limit: scanStep,
      ...(after === undefined ? {} : { after }),
    });
    for (const entry of entries) {
      const record: T = entry.value;
      if (!record.path.startsWith(options.pathPrefix ?? '/')) continue;
      if (items.length === options.limit) return { items, next: items.at(-1)?.name ?? '' };
      items.push(record);
    }
    const last = entries.at(-1);
    if (last === undefined || entries.length < scanStep) return { items };
    after = [...last.key] as string[];
  }
}
