/**
 * The account told in full: users, groups, roles and managed policies with all that hangs on them,
 * paged as one list. What a marker carries says in which section the next page begins, and after
 * which name. Page: IAM API Reference "GetAccountAuthorizationDetails".
 */
import type {
  EntityType,
  GroupDetail,
  InstanceProfile,
  ManagedPolicyDetail,
  PolicyDetail,
  RoleDetail,
  UserDetail,
} from '@aws-sdk/client-iam';
import { failWith } from '@hallpass/wire';
import type { GroupRecord } from '../../data/groups.ts';
import { findGroup, listGroups } from '../../data/groups.ts';
import type { IdentityRecord, Page } from '../../data/identities.ts';
import { identityArn } from '../../data/identities.ts';
import type { RoleRecord } from '../../data/roles.ts';
import { listRoles } from '../../data/roles.ts';
import type { UserRecord } from '../../data/users.ts';
import { listUsers } from '../../data/users.ts';
import { attachedPolicy } from './attachments.ts';
import { boundaryMember } from './boundaries.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import { instanceProfilesOf } from './instance-profiles.ts';
import { policyToWire, versionWithDocument } from './managed-policies.ts';
import type { PageStart } from './paging.ts';
import { encodeDocument } from './policy-documents.ts';
import type { UsedPolicy } from './policy-listing.ts';
import { listPolicies, usageFilter } from './policy-listing.ts';
import { roleLastUsed, roleToWire } from './roles.ts';
import { tagsToWire } from './tagging.ts';

function inlinePolicies(record: IdentityRecord): PolicyDetail[] {
  return Object.entries(record.inlinePolicies).map(([name, text]) => ({
    PolicyName: name,
    PolicyDocument: encodeDocument(text),
  }));
}

function attachedPolicies(record: IdentityRecord): Pick<RoleDetail, 'AttachedManagedPolicies'> {
  return { AttachedManagedPolicies: record.attachedPolicyArns.map(attachedPolicy) };
}

async function groupNames(context: EntityContext, user: UserRecord): Promise<string[]> {
  const names: string[] = [];
  for (const name of user.groups) {
    const group = await findGroup(context.tx, user.accountId, name);
    if (group === undefined) throw new Error(`group ${name} of user ${user.name} is missing`);
    names.push(group.name);
  }
  return names;
}

async function userDetail(context: EntityContext, user: UserRecord): Promise<UserDetail> {
  const UserPolicyList = inlinePolicies(user);
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: identityArn(ownerOf(context), 'user', user),
    CreateDate: new Date(user.createdAtMs),
    // Recorded from AWS: left out when empty, unlike that of groups and roles.
    ...(UserPolicyList.length === 0 ? {} : { UserPolicyList }),
    GroupList: await groupNames(context, user),
    ...attachedPolicies(user),
    ...boundaryMember(user),
    Tags: tagsToWire(user.tags),
  };
}

function groupDetail(context: EntityContext, group: GroupRecord): GroupDetail {
  return {
    Path: group.path,
    GroupName: group.name,
    GroupId: group.id,
    Arn: identityArn(ownerOf(context), 'group', group),
    CreateDate: new Date(group.createdAtMs),
    GroupPolicyList: inlinePolicies(group),
    ...attachedPolicies(group),
  };
}

async function allInstanceProfiles(
  context: EntityContext,
  role: RoleRecord,
): Promise<InstanceProfile[]> {
  const profiles: InstanceProfile[] = [];
  let start: PageStart | undefined = { limit: 1000 };
  while (start !== undefined) {
    const page: Page<InstanceProfile> = await instanceProfilesOf(context, role, start);
    profiles.push(...page.items);
    start = page.next === undefined ? undefined : { limit: 1000, after: page.next };
  }
  return profiles;
}

async function roleDetail(context: EntityContext, role: RoleRecord): Promise<RoleDetail> {
  return {
    ...(await roleToWire(context, role)),
    InstanceProfileList: await allInstanceProfiles(context, role),
    RolePolicyList: inlinePolicies(role),
    ...attachedPolicies(role),
    ...boundaryMember(role),
    Tags: tagsToWire(role.tags),
    RoleLastUsed: await roleLastUsed(context, role),
  };
}

function policyDetail({ policy, usage }: UsedPolicy): ManagedPolicyDetail {
  return {
    ...policyToWire(policy, usage),
    PolicyVersionList: policy.versions.map((version) => versionWithDocument(policy, version)),
  };
}

export interface AccountDetails {
  readonly UserDetailList: UserDetail[];
  readonly GroupDetailList: GroupDetail[];
  readonly RoleDetailList: RoleDetail[];
  readonly Policies: ManagedPolicyDetail[];
}

interface Section {
  readonly filter: EntityType;
  /** Adds one page's entities to the details; tells how many, and where to continue. */
  add(context: EntityContext, details: AccountDetails, start: PageStart): Promise<Page<unknown>>;
}

const users: Section = {
  filter: 'User',
  async add(context, details, start) {
    const page = await listUsers(context.tx, ownerOf(context).accountId, start);
    for (const user of page.items) details.UserDetailList.push(await userDetail(context, user));
    return page;
  },
};

const groups: Section = {
  filter: 'Group',
  async add(context, details, start) {
    const page = await listGroups(context.tx, ownerOf(context).accountId, start);
    for (const group of page.items) details.GroupDetailList.push(groupDetail(context, group));
    return page;
  },
};

const roles: Section = {
  filter: 'Role',
  async add(context, details, start) {
    const page = await listRoles(context.tx, ownerOf(context).accountId, start);
    for (const role of page.items) details.RoleDetailList.push(await roleDetail(context, role));
    return page;
  },
};

const ownPolicies: Section = {
  filter: 'LocalManagedPolicy',
  async add(context, details, start) {
    const query = { own: true, aws: false, pathPrefix: '/', keeps: () => true };
    const page = await listPolicies(context, query, start);
    for (const used of page.items) details.Policies.push(policyDetail(used));
    return page;
  },
};

/** Of the policies that AWS manages, those that the account uses. */
const awsPolicies: Section = {
  filter: 'AWSManagedPolicy',
  async add(context, details, start) {
    const keeps = await usageFilter(context, { onlyAttached: true, usage: undefined });
    const page = await listPolicies(
      context,
      { own: false, aws: true, pathPrefix: '/', keeps },
      start,
    );
    for (const used of page.items) details.Policies.push(policyDetail(used));
    return page;
  },
};

const allSections = [users, groups, roles, ownPolicies, awsPolicies];

export const detailFilters: readonly EntityType[] = allSections.map(({ filter }) => filter);

function newDetails(): AccountDetails {
  return { UserDetailList: [], GroupDetailList: [], RoleDetailList: [], Policies: [] };
}

/** `User:name`: the section, and what its own paging continues after, if it has begun. */
function place(sections: readonly Section[], after: string | undefined) {
  if (after === undefined) return { index: 0, within: undefined };
  const colon = after.indexOf(':');
  const index = sections.findIndex(({ filter }) => filter === after.slice(0, colon));
  if (index < 0) throw failWith('ValidationError', 'Invalid Marker.');
  const within = after.slice(colon + 1);
  return { index, within: within === '' ? undefined : within };
}

export interface DetailsPage {
  readonly details: AccountDetails;
  readonly next?: string;
}

/** One page of the sections wanted; no filter means all of them. */
export async function accountDetails(
  context: EntityContext,
  filters: readonly EntityType[] | undefined,
  start: PageStart,
): Promise<DetailsPage> {
  const wanted = filters === undefined || filters.length === 0 ? detailFilters : filters;
  const sections = allSections.filter(({ filter }) => wanted.includes(filter));
  const details = newDetails();
  let { index, within } = place(sections, start.after);
  let left = start.limit;
  for (let section = sections[index]; section !== undefined; section = sections[++index]) {
    const from = within === undefined ? {} : { after: within };
    within = undefined;
    if (left === 0) {
      const { items } = await section.add(context, newDetails(), { limit: 1 });
      if (items.length > 0) return { details, next: `${section.filter}:` };
      continue;
    }
    const page = await section.add(context, details, { limit: left, ...from });
    if (page.next !== undefined) return { details, next: `${section.filter}:${page.next}` };
    left -= page.items.length;
  }
  return { details };
}
