/** Page: IAM API Reference "CreatePolicy". The answer leaves out the description, as AWS's does. */
import type { CreatePolicyRequest, CreatePolicyResponse } from '@aws-sdk/client-iam';
import { CreatePolicy$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { newUniqueId } from '../../../data/ids.ts';
import type { ManagedPolicyRecord } from '../../../data/managed-policies.ts';
import {
  countManagedPolicies,
  findManagedPolicy,
  putManagedPolicy,
} from '../../../data/managed-policies.ts';
import type { WriteContext, WriteOperation } from '../../../operation.ts';
import { caseSensitiveTagsOf } from '../case-sensitive-tags.ts';
import { policyDescription, policyDocument, policyName, policyPath, tags } from '../constraints.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { customerPolicy, policyToWire } from '../managed-policies.ts';
import { checkManagedPolicy } from '../policy-documents.ts';
import { checkQuota } from '../quotas.ts';
import { requestTagsOf, tagsMember } from '../tagging.ts';

async function newPolicy(
  input: CreatePolicyRequest,
  context: WriteContext,
): Promise<ManagedPolicyRecord> {
  const { accountId } = ownerOf(context);
  const { nowMs, tx } = context;
  const { PolicyName: name = '', PolicyDocument: document = '', Description: description } = input;
  const policyTags = caseSensitiveTagsOf(input.Tags);
  if ((await findManagedPolicy(tx, accountId, name)) !== undefined) {
    const message = `A policy called ${name} already exists. Duplicate names are not allowed.`;
    throw fail(EntityAlreadyExistsException$, message);
  }
  checkManagedPolicy(document);
  checkQuota('PoliciesPerAccount', (await countManagedPolicies(tx, accountId)) + 1);
  return {
    id: newUniqueId('managedPolicy'),
    accountId,
    name,
    path: input.Path ?? '/',
    ...(description === undefined || description === '' ? {} : { description }),
    createdAtMs: nowMs,
    updatedAtMs: nowMs,
    tags: policyTags,
    versions: [{ versionId: 'v1', document, createdAtMs: nowMs }],
    defaultVersionId: 'v1',
    nextVersionNumber: 2,
  };
}

export const CreatePolicy: WriteOperation<CreatePolicyRequest, CreatePolicyResponse> = {
  schema: CreatePolicy$,
  constraints: {
    PolicyName: policyName,
    Path: policyPath,
    PolicyDocument: policyDocument,
    Description: policyDescription,
    Tags: tags,
  },
  access(input, context) {
    const { Path: at, PolicyName: name } = input;
    const access = newEntityAccess(context, 'policy', { path: at, name });
    const entity = { ...access, resourceName: `policy ${name}` };
    const requestTags = requestTagsOf(input.Tags);
    const create = { action: 'iam:CreatePolicy', ...entity, requestTags };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagPolicy', ...entity, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const record = await newPolicy(input, context);
    putManagedPolicy(context.tx, record);
    const policy = customerPolicy(ownerOf(context), record);
    const unused = { attached: 0, boundaries: 0 };
    return { Policy: { ...policyToWire(policy, unused), ...tagsMember(record.tags) } };
  },
};
