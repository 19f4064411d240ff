/**
 * What a report of last access is about: a user, group, role or managed policy, by ARN, with its
 * permissions policies and the principals who use them. Boundaries are no permissions. Pages: IAM
 * API Reference "GenerateServiceLastAccessedDetails", "ListPoliciesGrantingServiceAccess".
 */
import type { PolicyGrantingServiceAccess } from '@aws-sdk/client-iam';
import { InvalidInputException$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { AwsError, fail } from '@hallpass/wire';
import { parseArn } from '../../data/arns.ts';
import type { GroupRecord } from '../../data/groups.ts';
import { findGroup, listMembers } from '../../data/groups.ts';
import { identityArn } from '../../data/identities.ts';
import { findPolicyDocument, listAttachments } from '../../data/managed-policies.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { findRole } from '../../data/roles.ts';
import type { UserRecord } from '../../data/users.ts';
import { findUser } from '../../data/users.ts';
import type { AccessContext } from '../../operation.ts';
import type { EntityAccess, EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import type { ManagedPolicy } from './managed-policies.ts';
import { findPolicy, notFound, parsePolicyArn } from './managed-policies.ts';
import type { Holder } from './policy-holders.ts';

export type AccessSubject = Holder | { readonly kind: 'policy'; readonly policy: ManagedPolicy };

const kinds = ['user', 'group', 'role', 'policy'] as const;

/** Throws InvalidInput for what is no such ARN, NoSuchEntity for what is not there. */
export async function accessSubject(context: EntityContext, arn: string): Promise<AccessSubject> {
  const parts = parseArn(arn);
  const kind = kinds.find((one) => parts?.resource.startsWith(`${one}/`));
  if (parts?.service !== 'iam' || kind === undefined) {
    throw fail(InvalidInputException$, `ARN ${arn} is not valid.`);
  }
  if (kind === 'policy') {
    const policy = await findPolicy(context, arn);
    if (policy === undefined) throw notFound(arn);
    return { kind, policy };
  }
  return holderAt(context, kind, arn);
}

const finders = { user: findUser, group: findGroup, role: findRole } as const;

async function holderAt(
  context: EntityContext,
  kind: Holder['kind'],
  arn: string,
): Promise<Holder> {
  const owner = ownerOf(context);
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  const record = await finders[kind](context.tx, owner.accountId, name);
  if (record !== undefined && identityArn(owner, kind, record) === arn) {
    return { kind, record } as Holder;
  }
  throw fail(NoSuchEntityException$, `The ${kind} with name ${name} cannot be found.`);
}

/** What a report is asked for: the very ARN, with the tags of what bears it. */
export async function subjectAccess(
  context: AccessContext,
  arn: string | undefined = '',
): Promise<EntityAccess> {
  try {
    const subject = await accessSubject(context, arn);
    const bearer = subject.kind === 'policy' ? subject.policy : subject.record;
    return 'tags' in bearer ? { resource: arn, resourceTags: bearer.tags } : { resource: arn };
  } catch (error) {
    // Whether it is there is the handler's to tell, to those who may ask.
    if (error instanceof AwsError) return { resource: arn };
    throw error;
  }
}

/** A permissions policy, as lists name it. */
export interface GrantingPolicy {
  readonly text: string;
  readonly entry: PolicyGrantingServiceAccess;
}

async function ownPolicies(context: EntityContext, holder: Holder): Promise<GrantingPolicy[]> {
  const { kind, record } = holder;
  const policies: GrantingPolicy[] = Object.entries(record.inlinePolicies).map(([name, text]) => ({
    text,
    entry: {
      PolicyName: name,
      PolicyType: 'INLINE',
      EntityType: kind === 'user' ? 'USER' : kind === 'group' ? 'GROUP' : 'ROLE',
      EntityName: record.name,
    },
  }));
  for (const arn of record.attachedPolicyArns) {
    const text = await findPolicyDocument(context.tx, arn);
    if (text === undefined) throw new Error(`attached policy ${arn} is missing`);
    const PolicyName = parsePolicyArn(arn)?.name ?? '';
    policies.push({ text, entry: { PolicyName, PolicyType: 'MANAGED', PolicyArn: arn } });
  }
  return policies;
}

/** Of a user also those of its groups; a managed policy attached twice is there once. */
export async function grantingPolicies(
  context: EntityContext,
  subject: AccessSubject,
): Promise<readonly GrantingPolicy[]> {
  if (subject.kind === 'policy') {
    const { policy } = subject;
    const version = policy.versions.find((one) => one.versionId === policy.defaultVersionId);
    const entry = {
      PolicyName: policy.name,
      PolicyType: 'MANAGED',
      PolicyArn: policy.arn,
    } as const;
    return version === undefined ? [] : [{ text: version.document(), entry }];
  }
  const policies = await ownPolicies(context, subject);
  if (subject.kind === 'user') {
    for (const name of subject.record.groups) {
      const record = await findGroup(context.tx, subject.record.accountId, name);
      if (record !== undefined)
        policies.push(...(await ownPolicies(context, { kind: 'group', record })));
    }
  }
  const known = new Set<string>();
  return policies.filter(({ entry: { PolicyArn: arn } }) => {
    if (arn === undefined) return true;
    return known.size < known.add(arn).size;
  });
}

/** A user or role that acts under the subject's permissions. */
export interface Accessor {
  readonly kind: 'user' | 'role';
  readonly record: UserRecord | RoleRecord;
}

/** More than the users of any account: a bound, not a page. */
const membersMax = 20_000;

async function membersOf(context: EntityContext, group: GroupRecord): Promise<readonly Accessor[]> {
  const members: Accessor[] = [];
  for (const name of await listMembers(context.tx, group, { limit: membersMax })) {
    const record = await findUser(context.tx, group.accountId, name);
    if (record !== undefined) members.push({ kind: 'user', record });
  }
  return members;
}

async function attachedTo(
  context: EntityContext,
  policy: ManagedPolicy,
): Promise<readonly Accessor[]> {
  const { tx } = context;
  const { accountId } = ownerOf(context);
  const accessors: Accessor[] = [];
  for (const { kind, name, usage } of await listAttachments(tx, accountId, policy.arn)) {
    if (usage !== 'PermissionsPolicy') continue;
    if (kind === 'group') {
      const group = await findGroup(tx, accountId, name);
      if (group !== undefined) accessors.push(...(await membersOf(context, group)));
      continue;
    }
    const record = await (kind === 'user' ? findUser : findRole)(tx, accountId, name);
    if (record !== undefined) accessors.push({ kind, record });
  }
  return accessors;
}

export async function accessorsOf(
  context: EntityContext,
  subject: AccessSubject,
): Promise<readonly Accessor[]> {
  if (subject.kind === 'user' || subject.kind === 'role') return [subject];
  const all =
    subject.kind === 'group'
      ? await membersOf(context, subject.record)
      : await attachedTo(context, subject.policy);
  return [...new Map(all.map((accessor) => [accessor.record.id, accessor])).values()];
}
