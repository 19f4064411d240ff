/**
 * Managed policies attached to users, groups and roles. Pages: IAM API Reference
 * "AttachUserPolicy", "DetachUserPolicy", "ListAttachedUserPolicies" and their like for groups and
 * roles.
 */
import type { AttachedPolicy } from '@aws-sdk/client-iam';
import { NoSuchEntityException$, PolicyNotAttachableException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { Attachment } from '../../data/managed-policies.ts';
import { deleteAttachment, putAttachment } from '../../data/managed-policies.ts';
import type { WriteContext } from '../../operation.ts';
import type { EntityContext } from './entities.ts';
import { findPolicy, notAttachable, policyArnParts } from './managed-policies.ts';
import type { PagingInput, PagingOutput } from './paging.ts';
import { pageOf } from './paging.ts';
import type { Holder, HolderName } from './policy-holders.ts';
import { changeableHolder, holderNamed, putHolder } from './policy-holders.ts';
import { checkQuota } from './quotas.ts';

interface PolicyArnInput {
  readonly PolicyArn: string | undefined;
}

const quotaOf = {
  user: 'PoliciesPerUser',
  group: 'PoliciesPerGroup',
  role: 'PoliciesPerRole',
} as const;

export function attachmentOf(holder: Holder, policyArn: string): Attachment {
  const { accountId, name } = holder.record;
  return { accountId, policyArn, usage: 'PermissionsPolicy', kind: holder.kind, name };
}

export async function attachPolicy(
  context: WriteContext,
  name: HolderName,
  input: PolicyArnInput,
): Promise<void> {
  const policyArn = input.PolicyArn ?? '';
  const { path } = policyArnParts(policyArn);
  const holder = await changeableHolder(context, name);
  const policy = await findPolicy(context, policyArn);
  if (policy === undefined) throw notAttachable(policyArn);
  if (policy.awsManaged && path.startsWith('/aws-service-role/')) {
    throw fail(
      PolicyNotAttachableException$,
      'Cannot attach a Service Role Policy to a Customer Role.',
    );
  }
  const { attachedPolicyArns } = holder.record;
  if (attachedPolicyArns.includes(policyArn)) return;
  checkQuota(quotaOf[holder.kind], attachedPolicyArns.length + 1);
  putHolder(context.tx, holder, { attachedPolicyArns: [...attachedPolicyArns, policyArn] });
  putAttachment(context.tx, attachmentOf(holder, policyArn));
}

export async function detachPolicy(
  context: WriteContext,
  name: HolderName,
  input: PolicyArnInput,
): Promise<void> {
  const policyArn = input.PolicyArn ?? '';
  policyArnParts(policyArn);
  const holder = await changeableHolder(context, name);
  const { attachedPolicyArns } = holder.record;
  if (!attachedPolicyArns.includes(policyArn)) {
    throw fail(NoSuchEntityException$, `Policy ${policyArn} was not found.`);
  }
  const kept = attachedPolicyArns.filter((arn) => arn !== policyArn);
  putHolder(context.tx, holder, { attachedPolicyArns: kept });
  deleteAttachment(context.tx, attachmentOf(holder, policyArn));
}

/** How answers about entities show what is attached. */
export function attachedPolicy(policyArn: string): AttachedPolicy {
  return { PolicyName: policyArnParts(policyArn).name, PolicyArn: policyArn };
}

export async function listAttachedPolicies(
  context: EntityContext,
  name: HolderName,
  input: PagingInput & { readonly PathPrefix?: string | undefined },
): Promise<{ AttachedPolicies: AttachedPolicy[] } & PagingOutput> {
  const holder = await holderNamed(context, name);
  const prefix = input.PathPrefix ?? '/';
  const arns = holder.record.attachedPolicyArns.filter((arn) =>
    policyArnParts(arn).path.startsWith(prefix),
  );
  const { items, ...paging } = pageOf(arns, input, (arn) => `${policyArnParts(arn).name} ${arn}`);
  return { AttachedPolicies: items.map(attachedPolicy), ...paging };
}
