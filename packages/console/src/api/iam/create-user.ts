/**
 * Creating a user in the steps of AWS's console: the user, then password, groups, policies. The
 * user stays when a later step is refused; what was refused is told. Page: IAM UG "Create an IAM
 * user in your AWS account" (console).
 */
import type { IAMClient, Tag } from '@aws-sdk/client-iam';
import {
  AddUserToGroupCommand,
  AttachUserPolicyCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  GetUserCommand,
  GetUserPolicyCommand,
  paginateListAttachedUserPolicies,
  paginateListGroupsForUser,
  paginateListUserPolicies,
  PutUserPermissionsBoundaryCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import type { UseMutationResult } from '@tanstack/react-query';
import { listAll } from '../list-all.ts';
import { useIamChange } from './iam-change.ts';
import { decodeDocument } from './policies.ts';

export type NewPermissions =
  | { readonly kind: 'groups'; readonly groups: readonly string[] }
  | { readonly kind: 'copy'; readonly userName: string }
  | { readonly kind: 'attach'; readonly arns: readonly string[] };

export interface NewUser {
  readonly userName: string;
  /** Absent: no console access. */
  readonly password?: string;
  readonly mustReset: boolean;
  readonly permissions: NewPermissions;
  /** Without one, a copied user's own. */
  readonly boundaryArn?: string;
  readonly tags: readonly Tag[];
}

/** A step that was refused after the user was there. */
export interface RefusedStep {
  readonly step: string;
  readonly error: unknown;
}

interface Grants {
  readonly groups: readonly string[];
  readonly arns: readonly string[];
  readonly inline: readonly { readonly name: string; readonly document: string }[];
  readonly boundaryArn: string | undefined;
}

/** The policy with which one may change the own password; AWS's console attaches it likewise. */
export const changePasswordPolicyArn = 'arn:aws:iam::aws:policy/IAMUserChangePassword';

async function grantsOf(client: IAMClient, UserName: string): Promise<Grants> {
  const user = { UserName };
  const [groups, attached, names, found] = await Promise.all([
    listAll(paginateListGroupsForUser({ client }, user), (page) => page.Groups),
    listAll(paginateListAttachedUserPolicies({ client }, user), (page) => page.AttachedPolicies),
    listAll(paginateListUserPolicies({ client }, user), (page) => page.PolicyNames),
    client.send(new GetUserCommand(user)),
  ]);
  const inline = await Promise.all(
    names.map(async (name) => {
      const command = new GetUserPolicyCommand({ ...user, PolicyName: name });
      const { PolicyDocument } = await client.send(command);
      return { name, document: decodeDocument(PolicyDocument) };
    }),
  );
  return {
    groups: groups.map(({ GroupName = '' }) => GroupName),
    arns: attached.map(({ PolicyArn = '' }) => PolicyArn),
    inline,
    boundaryArn: found.User?.PermissionsBoundary?.PermissionsBoundaryArn,
  };
}

async function wantedGrants(client: IAMClient, permissions: NewPermissions): Promise<Grants> {
  if (permissions.kind === 'copy') return grantsOf(client, permissions.userName);
  const none: Grants = { groups: [], arns: [], inline: [], boundaryArn: undefined };
  if (permissions.kind === 'groups') return { ...none, groups: permissions.groups };
  return { ...none, arns: permissions.arns };
}

type Step = readonly [what: string, run: () => Promise<unknown>];

function stepsOf(iam: IAMClient, user: NewUser, grants: Grants): Step[] {
  const { userName: UserName, password: Password, mustReset: PasswordResetRequired } = user;
  const of = { UserName };
  // The boundary goes first: permissions beyond it never hold, not even for a moment.
  const steps: Step[] = [];
  const PermissionsBoundary = user.boundaryArn ?? grants.boundaryArn;
  if (PermissionsBoundary !== undefined) {
    const command = new PutUserPermissionsBoundaryCommand({ ...of, PermissionsBoundary });
    steps.push(['set the permissions boundary', () => iam.send(command)]);
  }
  for (const GroupName of grants.groups) {
    const command = new AddUserToGroupCommand({ ...of, GroupName });
    steps.push([`add to the group ${GroupName}`, () => iam.send(command)]);
  }
  const own = Password !== undefined && PasswordResetRequired ? [changePasswordPolicyArn] : [];
  for (const PolicyArn of new Set([...grants.arns, ...own])) {
    const command = new AttachUserPolicyCommand({ ...of, PolicyArn });
    steps.push([`attach ${PolicyArn}`, () => iam.send(command)]);
  }
  for (const { name, document } of grants.inline) {
    const policy = { PolicyName: name, PolicyDocument: document };
    const command = new PutUserPolicyCommand({ ...of, ...policy });
    steps.push([`add the inline policy ${name}`, () => iam.send(command)]);
  }
  if (Password !== undefined) {
    const command = new CreateLoginProfileCommand({ ...of, Password, PasswordResetRequired });
    steps.push(['set the console password', () => iam.send(command)]);
  }
  return steps;
}

export function useCreateUser(): UseMutationResult<readonly RefusedStep[], Error, NewUser> {
  return useIamChange(async (iam, user) => {
    const grants = await wantedGrants(iam, user.permissions);
    const { userName: UserName, tags } = user;
    const Tags = tags.map(({ Key = '', Value = '' }) => ({ Key, Value }));
    await iam.send(new CreateUserCommand({ UserName, ...(Tags.length === 0 ? {} : { Tags }) }));
    const refused: RefusedStep[] = [];
    for (const [step, run] of stepsOf(iam, user, grants)) {
      await run().catch((error: unknown) => refused.push({ step, error }));
    }
    return refused;
  });
}
