/**
 * Page: IAM API Reference "CreateRole". The answer leaves out description and session duration, as
 * AWS's does.
 */
import type { CreateRoleRequest, CreateRoleResponse } from '@aws-sdk/client-iam';
import { CreateRole$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { newUniqueId } from '../../../data/ids.ts';
import type { RoleRecord } from '../../../data/roles.ts';
import { countRoles, findRole, putRole } from '../../../data/roles.ts';
import type { WriteContext, WriteOperation } from '../../../operation.ts';
import { boundaryMember, checkBoundary, moveBoundary } from '../boundaries.ts';
import {
  arn,
  maxSessionDuration,
  path,
  policyDocument,
  roleDescription,
  roleName,
  tags,
} from '../constraints.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { boundTrustPolicy } from '../policy-documents.ts';
import { checkModifiable } from '../policy-holders.ts';
import { checkQuota } from '../quotas.ts';
import { roleToWire, withDescription } from '../roles.ts';
import { requestTagsOf, tagsMember, tagsOf } from '../tagging.ts';

const sessionDurationSecondsDefault = 3600;

async function newRole(input: CreateRoleRequest, context: WriteContext): Promise<RoleRecord> {
  const { accountId } = ownerOf(context);
  const role: RoleRecord = {
    id: newUniqueId('role'),
    accountId,
    name: input.RoleName ?? '',
    path: input.Path ?? '/',
    createdAtMs: context.nowMs,
    maxSessionDurationSeconds: input.MaxSessionDuration ?? sessionDurationSecondsDefault,
    tags: tagsOf(input.Tags),
    inlinePolicies: {},
    attachedPolicyArns: [],
    trustPolicy: '',
  };
  checkModifiable(role);
  if ((await findRole(context.tx, accountId, role.name)) !== undefined) {
    const message = `Role with name ${role.name} already exists.`;
    throw fail(EntityAlreadyExistsException$, message);
  }
  checkQuota('RolesPerAccount', (await countRoles(context.tx, accountId)) + 1);
  const trustPolicy = await boundTrustPolicy(context, input.AssumeRolePolicyDocument ?? '');
  const trusting = withDescription({ ...role, trustPolicy }, input.Description);
  const boundaryArn = input.PermissionsBoundary;
  if (boundaryArn === undefined) return trusting;
  await checkBoundary(context, boundaryArn);
  return { ...trusting, permissionsBoundaryArn: boundaryArn };
}

export const CreateRole: WriteOperation<CreateRoleRequest, CreateRoleResponse> = {
  schema: CreateRole$,
  constraints: {
    Path: path,
    RoleName: roleName,
    AssumeRolePolicyDocument: policyDocument,
    Description: roleDescription,
    MaxSessionDuration: maxSessionDuration,
    PermissionsBoundary: arn,
    Tags: tags,
  },
  access(input, context) {
    const entity = newEntityAccess(context, 'role', { path: input.Path, name: input.RoleName });
    const requestTags = requestTagsOf(input.Tags);
    const keys = { 'iam:permissionsboundary': input.PermissionsBoundary };
    const create = { action: 'iam:CreateRole', ...entity, context: keys, requestTags };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagRole', ...entity, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const role = await newRole(input, context);
    putRole(context.tx, role);
    const { permissionsBoundaryArn: to, ...unbounded } = role;
    moveBoundary(context.tx, 'role', { entity: unbounded, to });
    return {
      Role: {
        ...(await roleToWire(context, role)),
        ...boundaryMember(role),
        ...tagsMember(role.tags),
      },
    };
  },
};
