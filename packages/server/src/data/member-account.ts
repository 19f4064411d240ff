/**
 * A member account of an organization: the account, its place in the tree under the root,
 * FullAWSAccess on it, and the role by which the management account reaches it. Page: ORG UG
 * "Creating a member account in your organization", "Accessing member accounts".
 */
import type { Transaction } from '@hallpass/store';
import { putAccount } from './accounts.ts';
import { rootArn } from './arns.ts';
import { newUniqueId } from './ids.ts';
import { putAttachment } from './managed-policies.ts';
import { newAccountRecord } from './new-account.ts';
import type { OrganizationRecord } from './organizations.ts';
import { fullAwsAccess, putNode, rcpFullAwsAccess } from './organizations.ts';
import { putRole } from './roles.ts';
import type { Tags } from './tags.ts';

export interface MemberAccount {
  readonly organization: OrganizationRecord;
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roleName: string;
  readonly tags: Tags;
  readonly nowMs: number;
}

/** The two policies that AWS attaches to every new node while their types are enabled. */
export function initialPolicyIds(organization: OrganizationRecord): readonly string[] {
  const { enabledPolicyTypes } = organization;
  return [
    ...(enabledPolicyTypes.includes('SERVICE_CONTROL_POLICY') ? [fullAwsAccess.id] : []),
    ...(enabledPolicyTypes.includes('RESOURCE_CONTROL_POLICY') ? [rcpFullAwsAccess.id] : []),
  ];
}

export function createMemberAccount(tx: Transaction, member: MemberAccount): void {
  const { organization, id, name, email, nowMs } = member;
  const { partition } = organization;
  putAccount(tx, {
    ...newAccountRecord({ id, name, email, partition, nowMs }),
    organizationId: organization.id,
    joinedMethod: 'CREATED',
    joinedAtMs: nowMs,
  });
  putNode(tx, {
    id,
    organizationId: organization.id,
    kind: 'ACCOUNT',
    parentId: organization.rootId,
    name,
    tags: member.tags,
    createdAtMs: nowMs,
    policyIds: initialPolicyIds(organization),
  });
  putAccessRole(tx, member);
}

function putAccessRole(tx: Transaction, member: MemberAccount): void {
  const { organization, id, roleName, nowMs } = member;
  const { partition, managementAccountId } = organization;
  const administrator = `arn:${partition}:iam::aws:policy/AdministratorAccess`;
  const trusted = rootArn({ partition, accountId: managementAccountId });
  putRole(tx, {
    id: newUniqueId('role'),
    accountId: id,
    name: roleName,
    path: '/',
    createdAtMs: nowMs,
    inlinePolicies: {},
    attachedPolicyArns: [administrator],
    tags: [],
    maxSessionDurationSeconds: 3600,
    trustPolicy: JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Principal: { AWS: trusted }, Action: 'sts:AssumeRole' }],
    }),
  });
  putAttachment(tx, {
    accountId: id,
    policyArn: administrator,
    usage: 'PermissionsPolicy',
    kind: 'role',
    name: roleName,
  });
}
