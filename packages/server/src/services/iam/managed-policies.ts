/**
 * Managed policies as requests name them and answers show them: the customer's own and AWS's alike.
 * Pages: IAM API Reference "Policy", "PolicyVersion", "GetPolicy"; IAM UG "Versioning IAM
 * policies".
 */
import type { Policy, PolicyVersion } from '@aws-sdk/client-iam';
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { ReadTransaction } from '@hallpass/store';
import type { AwsError } from '@hallpass/wire';
import { fail, failWith } from '@hallpass/wire';
import type { AccessItem } from '../../authorize/authorize.ts';
import type { Owner } from '../../data/arns.ts';
import { parseArn } from '../../data/arns.ts';
import type { AwsManagedPolicy } from '../../data/aws-managed-policies.ts';
import { awsManagedPolicies } from '../../data/aws-managed-policies.ts';
import type { ManagedPolicyRecord } from '../../data/managed-policies.ts';
import {
  findManagedPolicyByArn,
  listAttachments,
  managedPolicyArn,
} from '../../data/managed-policies.ts';
import type { Tags } from '../../data/tags.ts';
import type { AccessContext } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import { encodeDocument } from './policy-documents.ts';

export interface PolicyArnParts {
  readonly partition: string;
  /** `aws` for those that AWS manages. */
  readonly accountId: string;
  readonly path: string;
  readonly name: string;
}

const arnPattern = /^arn:([a-z-]+):iam::(aws|\d{12}):policy(\/(?:[!-~]+\/)?)([\w+=,.@-]+)$/;

export function parsePolicyArn(arn: string): PolicyArnParts | undefined {
  const [, partition, accountId, path, name] = arnPattern.exec(arn) ?? [];
  if (partition === undefined || accountId === undefined) return undefined;
  return { partition, accountId, path: path ?? '/', name: name ?? '' };
}

/** Throws ValidationError for what is not the ARN of a managed policy. */
export function policyArnParts(arn: string): PolicyArnParts {
  const parts = parsePolicyArn(arn);
  if (parts === undefined) throw failWith('ValidationError', `ARN ${arn} is not valid.`);
  return parts;
}

/** One version, its document unread until somebody asks. */
export interface ManagedPolicyVersion {
  readonly versionId: string;
  readonly createdAtMs: number;
  document(): string;
}

/** A managed policy, whoever manages it. */
export interface ManagedPolicy {
  readonly awsManaged: boolean;
  readonly arn: string;
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly description?: string;
  readonly createdAtMs: number;
  readonly updatedAtMs: number;
  readonly defaultVersionId: string;
  readonly tags: Tags;
  /** Newest first, as AWS lists them. */
  readonly versions: readonly ManagedPolicyVersion[];
}

export function customerPolicy(owner: Owner, record: ManagedPolicyRecord): ManagedPolicy {
  const { id, name, path, description, createdAtMs, updatedAtMs, defaultVersionId, tags } = record;
  return {
    awsManaged: false,
    arn: managedPolicyArn(owner, record),
    id,
    name,
    path,
    ...(description === undefined ? {} : { description }),
    createdAtMs,
    updatedAtMs,
    defaultVersionId,
    tags,
    versions: record.versions
      .map(({ versionId, document, createdAtMs }) => ({
        versionId,
        createdAtMs,
        document: () => document,
      }))
      .toReversed(),
  };
}

export function awsPolicy(policy: AwsManagedPolicy): ManagedPolicy {
  const { arn, name, path, description, defaultVersionId } = policy;
  return {
    awsManaged: true,
    arn,
    id: policy.policyId,
    name,
    path,
    ...(description === undefined ? {} : { description }),
    createdAtMs: policy.createDate.getTime(),
    updatedAtMs: policy.updateDate.getTime(),
    defaultVersionId,
    tags: [],
    versions: policy.versions.map(({ versionId, createDate }) => ({
      versionId,
      createdAtMs: createDate.getTime(),
      document: () => policy.document(),
    })),
  };
}

/** The policy of this ARN among the caller's account's own and AWS's of its partition. */
export async function findPolicy(
  context: EntityContext,
  arn: string,
): Promise<ManagedPolicy | undefined> {
  const owner = ownerOf(context);
  const parts = parsePolicyArn(arn);
  if (parts?.partition !== owner.partition) return undefined;
  if (parts.accountId === 'aws') {
    const policy = awsManagedPolicies().findByArn(arn);
    return policy && awsPolicy(policy);
  }
  const record = await ownPolicy(context.tx, owner, arn);
  return record && customerPolicy(owner, record);
}

async function ownPolicy(
  tx: ReadTransaction,
  owner: Owner,
  arn: string,
): Promise<ManagedPolicyRecord | undefined> {
  const parts = parseArn(arn);
  const isOwn = parts?.accountId === owner.accountId && parts.partition === owner.partition;
  return isOwn ? findManagedPolicyByArn(tx, arn) : undefined;
}

export function notAttachable(arn: string): AwsError {
  return fail(NoSuchEntityException$, `Policy ${arn} does not exist or is not attachable.`);
}

export function notFound(arn: string): AwsError {
  return fail(NoSuchEntityException$, `Policy ${arn} was not found.`);
}

export function noSuchVersion(arn: string, versionId: string): AwsError {
  return notAttachable(`${arn} version ${versionId}`);
}

/**
 * The account's own policy of this ARN, to be changed. `missing`: what is thrown when there is
 * none.
 */
export async function changeablePolicy(
  context: EntityContext,
  request: { readonly action: string; readonly arn: string; readonly missing: AwsError },
): Promise<ManagedPolicyRecord> {
  const { arn } = request;
  const parts = policyArnParts(arn);
  if (parts.accountId === 'aws') {
    const { arn: callerArn } = signedCaller(context);
    throw failWith(
      'AccessDenied',
      `User: ${callerArn} is not authorized to perform: ${request.action} ` +
        `on resource: policy ${arn}`,
    );
  }
  const record = await ownPolicy(context.tx, ownerOf(context), arn);
  if (record === undefined) throw request.missing;
  return record;
}

/** Access to a policy is asked for under the ARN that the request gives; denials name it so too. */
export async function policyAccess(
  context: AccessContext,
  action: string,
  arn: string | undefined,
): Promise<AccessItem[]> {
  const policyArn = arn ?? '';
  const record = await ownPolicy(context.tx, ownerOf(context), policyArn);
  const tags = record === undefined ? {} : { resourceTags: record.tags };
  return [{ action, resource: policyArn, resourceName: `policy ${policyArn}`, ...tags }];
}

export interface PolicyUsage {
  readonly attached: number;
  readonly boundaries: number;
}

export async function policyUsage(context: EntityContext, arn: string): Promise<PolicyUsage> {
  const { accountId } = ownerOf(context);
  const attachments = await listAttachments(context.tx, accountId, arn);
  const boundaries = attachments.filter(({ usage }) => usage === 'PermissionsBoundary').length;
  return { attached: attachments.length - boundaries, boundaries };
}

/** What all answers with a policy show; descriptions and tags are for some of them only. */
export function policyToWire(policy: ManagedPolicy, usage: PolicyUsage): Policy {
  return {
    PolicyName: policy.name,
    PolicyId: policy.id,
    Arn: policy.arn,
    Path: policy.path,
    DefaultVersionId: policy.defaultVersionId,
    AttachmentCount: usage.attached,
    PermissionsBoundaryUsageCount: usage.boundaries,
    IsAttachable: true,
    CreateDate: new Date(policy.createdAtMs),
    UpdateDate: new Date(policy.updatedAtMs),
  };
}

/** Listings and creations show no document; GetPolicyVersion does. */
export function versionToWire(
  policy: Pick<ManagedPolicy, 'defaultVersionId'>,
  version: Pick<ManagedPolicyVersion, 'versionId' | 'createdAtMs'>,
): PolicyVersion {
  return {
    VersionId: version.versionId,
    IsDefaultVersion: version.versionId === policy.defaultVersionId,
    CreateDate: new Date(version.createdAtMs),
  };
}

export function versionWithDocument(
  policy: ManagedPolicy,
  version: ManagedPolicyVersion,
): PolicyVersion {
  const Document = encodeDocument(version.document());
  return { Document, ...versionToWire(policy, version) };
}
