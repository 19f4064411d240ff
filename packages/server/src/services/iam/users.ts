/**
 * IAM users as answers show them.
 * Page: IAM API Reference "User" (listings leave out tags and boundary).
 */
import type { User } from '@aws-sdk/client-iam';
import { DeleteConflictException$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { AccountRecord } from '../../data/accounts.ts';
import { rootArn } from '../../data/arns.ts';
import { identityArn } from '../../data/identities.ts';
import type { UserRecord } from '../../data/users.ts';
import { boundaryMember } from './boundaries.ts';
import type { EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import { tagsMember } from './tagging.ts';

/** When a user's or root user's password was last used is noted under the unique or account id. */
async function passwordLastUsedMember(
  context: EntityContext,
  id: string,
): Promise<{ PasswordLastUsed?: Date }> {
  const use = await context.server.lastUsed.find(context.tx, id);
  return use === undefined ? {} : { PasswordLastUsed: new Date(use.atMs) };
}

export async function listedUser(context: EntityContext, user: UserRecord): Promise<User> {
  return {
    Path: user.path,
    UserName: user.name,
    UserId: user.id,
    Arn: identityArn(ownerOf(context), 'user', user),
    CreateDate: new Date(user.createdAtMs),
    ...(await passwordLastUsedMember(context, user.id)),
  };
}

export async function listedUsers(
  context: EntityContext,
  users: readonly UserRecord[],
): Promise<User[]> {
  const listed: User[] = [];
  for (const user of users) listed.push(await listedUser(context, user));
  return listed;
}

export async function shownUser(context: EntityContext, user: UserRecord): Promise<User> {
  return {
    ...(await listedUser(context, user)),
    ...boundaryMember(user),
    ...tagsMember(user.tags),
  };
}

/** The root user, which has neither name nor path and the account's id for its own. */
export async function shownRootUser(context: EntityContext, account: AccountRecord): Promise<User> {
  return {
    Path: undefined,
    UserName: undefined,
    UserId: account.id,
    Arn: rootArn(ownerOf(context)),
    CreateDate: new Date(account.createdAtMs),
    ...(await passwordLastUsedMember(context, account.id)),
  };
}

export function userExists(name: string): AwsError {
  return fail(EntityAlreadyExistsException$, `User with name ${name} already exists.`);
}

export function groupExists(name: string): AwsError {
  return fail(EntityAlreadyExistsException$, `Group with name ${name} already exists.`);
}

/** `what`: what has to be done first, in AWS's words. */
export function deleteConflict(what: string): AwsError {
  return fail(DeleteConflictException$, `Cannot delete entity, must ${what} first.`);
}
