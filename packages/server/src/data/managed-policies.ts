/**
 * Customer managed policies, their versions and what they are attached to; AWS managed policies are
 * found here too, so that callers need not tell them apart.
 * Pages: IAM UG "Managed policies and inline policies", "Versioning IAM policies".
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type { Owner } from './arns.ts';
import { parseArn } from './arns.ts';
import { awsManagedPolicies } from './aws-managed-policies.ts';
import { touchAccount } from './generations.ts';
import type { FilteredListOptions, Page } from './identities.ts';
import { countEntities, identityArn, listFiltered, nameKey } from './identities.ts';
import type { Tags } from './tags.ts';

export type PolicyVersionRecord = {
  /** `v1`, `v2` … */
  readonly versionId: string;
  readonly document: string;
  readonly createdAtMs: number;
};

export type ManagedPolicyRecord = {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly tags: Tags;
  /** At most five, oldest first. */
  readonly versions: readonly PolicyVersionRecord[];
  readonly defaultVersionId: string;
  /** Versions are numbered for ever, so the next number outlives deletions. */
  readonly nextVersionNumber: number;
};

export function managedPolicyArn(owner: Owner, record: { path: string; name: string }): string {
  return identityArn(owner, 'policy', record);
}

export function findManagedPolicy(
  tx: ReadTransaction,
  accountId: string,
  name: string,
): Eventually<ManagedPolicyRecord | undefined> {
  return tx.get<ManagedPolicyRecord>(['policy', accountId, nameKey(name)]);
}

/** The customer managed policy of this ARN; path and case must be the stored ones. */
export async function findManagedPolicyByArn(
  tx: ReadTransaction,
  arn: string,
): Promise<ManagedPolicyRecord | undefined> {
  const parts = parseArn(arn);
  if (parts?.service !== 'iam' || !parts.resource.startsWith('policy/')) return undefined;
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const record = await findManagedPolicy(tx, parts.accountId, name);
  if (record === undefined) return undefined;
  return `policy${record.path}${record.name}` === parts.resource ? record : undefined;
}

/** Document of the default version, customer or AWS managed. */
export async function findPolicyDocument(
  tx: ReadTransaction,
  arn: string,
): Promise<string | undefined> {
  const aws = awsManagedPolicies().findByArn(arn);
  if (aws !== undefined) return aws.document();
  const record = await findManagedPolicyByArn(tx, arn);
  return record?.versions.find((v) => v.versionId === record.defaultVersionId)?.document;
}

/** One page of the account's own policies, ordered by name. */
export async function listManagedPolicies(
  tx: ReadTransaction,
  accountId: string,
  options: FilteredListOptions<ManagedPolicyRecord>,
): Promise<Page<ManagedPolicyRecord>> {
  return listFiltered<ManagedPolicyRecord>(tx, ['policy', accountId], options);
}

export async function countManagedPolicies(
  tx: ReadTransaction,
  accountId: string,
): Promise<number> {
  return countEntities(tx, ['policy', accountId]);
}

export function putManagedPolicy(tx: Transaction, policy: ManagedPolicyRecord): void {
  tx.put(['policy', policy.accountId, nameKey(policy.name)], policy);
  touchAccount(tx, policy.accountId);
}

export function deleteManagedPolicy(tx: Transaction, policy: ManagedPolicyRecord): void {
  tx.delete(['policy', policy.accountId, nameKey(policy.name)]);
  touchAccount(tx, policy.accountId);
}

/** More than any account may have, so a bound and not a page. */
const countedMax = 20_000;

export async function countPolicyVersions(
  tx: ReadTransaction,
  accountId: string,
): Promise<{ readonly policies: number; readonly versions: number }> {
  const entries = await tx.scan<ManagedPolicyRecord>({
    prefix: ['policy', accountId],
    limit: countedMax,
  });
  const versions = entries.reduce((sum, { value }) => sum + value.versions.length, 0);
  return { policies: entries.length, versions };
}

export type AttachmentKind = 'user' | 'group' | 'role';

/** How a policy is used: attached as a permissions policy, or set as a boundary. */
export type AttachmentUsage = 'PermissionsPolicy' | 'PermissionsBoundary';

export interface Attachment {
  /** Account of the user, group or role. */
  readonly accountId: string;
  readonly policyArn: string;
  readonly usage: AttachmentUsage;
  readonly kind: AttachmentKind;
  readonly name: string;
}

function attachmentKey(attachment: Attachment): readonly string[] {
  const { accountId, policyArn, usage, kind, name } = attachment;
  return ['policy-attachment', accountId, policyArn, usage, kind, nameKey(name)];
}

/**
 * The index for ListEntitiesForPolicy and the counts; the list itself is in the entity's record.
 * INVARIANT: written in the same transaction as the entity.
 */
export function putAttachment(tx: Transaction, attachment: Attachment): void {
  tx.put(attachmentKey(attachment), true);
}

export function deleteAttachment(tx: Transaction, attachment: Attachment): void {
  tx.delete(attachmentKey(attachment));
}

/** Keeps the index right when a user, group or role is renamed. */
export function moveAttachments(
  tx: Transaction,
  attachments: readonly Attachment[],
  newName: string,
): void {
  for (const attachment of attachments) deleteAttachment(tx, attachment);
  for (const attachment of attachments) putAttachment(tx, { ...attachment, name: newName });
}

/** More than any account can have attached (quotas), so a bound and not a page. */
const attachmentsMax = 20_000;

/** What a policy is attached to in one account; names are `nameKey`s, in order of kind and name. */
export async function listAttachments(
  tx: ReadTransaction,
  accountId: string,
  policyArn: string,
): Promise<readonly Attachment[]> {
  const prefix = ['policy-attachment', accountId, policyArn];
  const entries = await tx.scan({ prefix, limit: attachmentsMax });
  return entries.map(({ key }) => ({
    accountId,
    policyArn,
    usage: key[3] as AttachmentUsage,
    kind: key[4] as AttachmentKind,
    name: key[5] as string,
  }));
}

/** How often each policy is used in one account, by ARN; those never used are not there. */
export async function usageByPolicy(
  tx: ReadTransaction,
  accountId: string,
): Promise<ReadonlyMap<string, Readonly<Record<AttachmentUsage, number>>>> {
  const uses = new Map<string, Record<AttachmentUsage, number>>();
  const prefix = ['policy-attachment', accountId];
  const scanStep = 1000;
  let after: readonly (string | number)[] | undefined;
  for (;;) {
    const entries = await tx.scan({
      prefix,
      limit: scanStep,
      ...(after === undefined ? {} : { after }),
    });
    for (const { key } of entries) {
      const arn = key[2] as string;
      const use = uses.get(arn) ?? { PermissionsPolicy: 0, PermissionsBoundary: 0 };
      use[key[3] as AttachmentUsage] += 1;
      uses.set(arn, use);
    }
    if (entries.length < scanStep) return uses;
    after = entries.at(-1)?.key;
  }
}
