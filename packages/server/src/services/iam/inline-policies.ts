/**
 * Inline policies of users, groups and roles. Pages: IAM API Reference "PutUserPolicy",
 * "GetUserPolicy", "DeleteUserPolicy", "ListUserPolicies" and their like for groups and roles; IAM
 * UG "IAM and AWS STS quotas".
 */
import { LimitExceededException$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { InlinePolicies } from '../../data/identities.ts';
import type { WriteContext } from '../../operation.ts';
import type { EntityContext } from './entities.ts';
import type { PagingInput, PagingOutput } from './paging.ts';
import { pageOf } from './paging.ts';
import { checkInlinePolicy, documentSize, encodeDocument } from './policy-documents.ts';
import type { Holder, HolderName } from './policy-holders.ts';
import { changeableHolder, holderNamed, putHolder } from './policy-holders.ts';
import { quotas } from './quotas.ts';

interface PolicyNamed {
  readonly PolicyName: string | undefined;
}

const sizeMax = {
  user: quotas.UserPolicySize,
  group: quotas.GroupPolicySize,
  role: quotas.RolePolicySize,
} as const;

function noSuchPolicy(holder: Holder, name: string): AwsError {
  return fail(
    NoSuchEntityException$,
    `The ${holder.kind} policy with name ${name} cannot be found.`,
  );
}

/** Names are the callers' own: `constructor` and its like must not be found where they are not. */
function documentOf(holder: Holder, name: string): string {
  const { inlinePolicies } = holder.record;
  const text = Object.hasOwn(inlinePolicies, name) ? inlinePolicies[name] : undefined;
  if (text === undefined) throw noSuchPolicy(holder, name);
  return text;
}

function checkTotalSize(holder: Holder, policies: InlinePolicies): void {
  const sizes = Object.values(policies).map(documentSize);
  const max = sizeMax[holder.kind];
  if (sizes.reduce((sum, size) => sum + size, 0) <= max) return;
  throw fail(
    LimitExceededException$,
    `Maximum policy size of ${max} bytes exceeded for ${holder.kind} ${holder.record.name}`,
  );
}

export async function putInlinePolicy(
  context: WriteContext,
  name: HolderName,
  input: PolicyNamed & { readonly PolicyDocument: string | undefined },
): Promise<void> {
  const text = input.PolicyDocument ?? '';
  const holder = await changeableHolder(context, name);
  checkInlinePolicy(text);
  const inlinePolicies = { ...holder.record.inlinePolicies, [input.PolicyName ?? '']: text };
  checkTotalSize(holder, inlinePolicies);
  putHolder(context.tx, holder, { inlinePolicies });
}

export async function deleteInlinePolicy(
  context: WriteContext,
  name: HolderName,
  input: PolicyNamed,
): Promise<void> {
  const holder = await changeableHolder(context, name);
  const policyName = input.PolicyName ?? '';
  documentOf(holder, policyName);
  const { [policyName]: _gone, ...inlinePolicies } = holder.record.inlinePolicies;
  putHolder(context.tx, holder, { inlinePolicies });
}

export interface InlinePolicyOutput {
  readonly holderName: string;
  readonly PolicyName: string;
  readonly PolicyDocument: string;
}

export async function getInlinePolicy(
  context: EntityContext,
  name: HolderName,
  input: PolicyNamed,
): Promise<InlinePolicyOutput> {
  const holder = await holderNamed(context, name);
  const PolicyName = input.PolicyName ?? '';
  const PolicyDocument = encodeDocument(documentOf(holder, PolicyName));
  return { holderName: holder.record.name, PolicyName, PolicyDocument };
}

export async function listInlinePolicies(
  context: EntityContext,
  name: HolderName,
  input: PagingInput,
): Promise<{ PolicyNames: string[] } & PagingOutput> {
  const holder = await holderNamed(context, name);
  const names = Object.keys(holder.record.inlinePolicies);
  const { items, ...paging } = pageOf(names, input, (policyName) => policyName);
  return { PolicyNames: items, ...paging };
}
