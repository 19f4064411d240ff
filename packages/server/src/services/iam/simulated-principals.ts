/**
 * Whose policies are simulated: a user, a group or a role of the caller's account, by ARN.
 * Page: IAM API Reference "SimulatePrincipalPolicy" (PolicySourceArn).
 */
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { PolicySet } from '@hallpass/policy';
import { fail } from '@hallpass/wire';
import { simulatedCaller } from '../../authenticate/callers.ts';
import type { AuthenticatedCaller } from '../../authenticate/caller.ts';
import { compileStored } from '../../authorize/compile.ts';
import { identityPolicies } from '../../authorize/principal-view.ts';
import { parseArn } from '../../data/arns.ts';
import { findGroup } from '../../data/groups.ts';
import { identityArn } from '../../data/identities.ts';
import { findRole } from '../../data/roles.ts';
import type { UserRecord } from '../../data/users.ts';
import { findUser } from '../../data/users.ts';
import type { AccessContext, ReadContext } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';
import type { EntityAccess } from './entities.ts';
import { ownerOf } from './entities.ts';
import { invalidInput } from './simulation.ts';

export interface SimulatedPrincipal {
  readonly caller: AuthenticatedCaller;
  /** A group is nobody: its policies are simulated as those of a user who has no others. */
  readonly groupIdentity?: PolicySet;
}

/** Stands for a member of a group, or for nobody in particular in SimulateCustomPolicy. */
export function nobody(context: ReadContext): AuthenticatedCaller {
  const { account } = signedCaller(context);
  const record: UserRecord = {
    id: 'AIDASIMULATEDUSER0000',
    accountId: account.id,
    name: 'simulated',
    path: '/',
    createdAtMs: 0,
    inlinePolicies: {},
    attachedPolicyArns: [],
    tags: [],
    groups: [],
    accessKeyIds: [],
    mfaSerialNumbers: [],
  };
  return simulatedCaller(account, { kind: 'user', record });
}

async function groupPrincipal(
  context: ReadContext,
  name: string,
  arn: string,
): Promise<SimulatedPrincipal | undefined> {
  const owner = ownerOf(context);
  const record = await findGroup(context.tx, owner.accountId, name);
  if (record === undefined || identityArn(owner, 'group', record) !== arn) return undefined;
  const stored = await identityPolicies(context.tx, owner, { kind: 'group', record });
  return { caller: nobody(context), groupIdentity: compileStored(stored) };
}

async function found(context: ReadContext, arn: string): Promise<SimulatedPrincipal | undefined> {
  const { account } = signedCaller(context);
  const owner = ownerOf(context);
  const [kind] = parseArn(arn)?.resource.split('/') ?? [];
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  if (kind === 'group') return groupPrincipal(context, name, arn);
  if (kind === 'user') {
    const record = await findUser(context.tx, account.id, name);
    if (record === undefined || identityArn(owner, 'user', record) !== arn) return undefined;
    return { caller: simulatedCaller(account, { kind, record }) };
  }
  const record = await findRole(context.tx, account.id, name);
  if (record === undefined || identityArn(owner, 'role', record) !== arn) return undefined;
  return { caller: simulatedCaller(account, { kind: 'role', record }) };
}

/** What a simulation is asked for: the ARN of whose policies it takes, with its tags. */
export async function simulationAccess(
  context: AccessContext,
  arn: string | undefined = '*',
): Promise<EntityAccess> {
  const { accountId } = ownerOf(context);
  const parts = parseArn(arn);
  const name = arn.slice(arn.lastIndexOf('/') + 1);
  if (parts?.service !== 'iam' || parts.accountId !== accountId) return { resource: arn };
  const find = parts.resource.startsWith('user/') ? findUser : findRole;
  const record = await find(context.tx, accountId, name);
  const kind = find === findUser ? 'user' : 'role';
  const isIt = record !== undefined && identityArn(ownerOf(context), kind, record) === arn;
  return isIt ? { resource: arn, resourceTags: record.tags } : { resource: arn };
}

export async function simulatedPrincipal(
  context: ReadContext,
  arn: string,
): Promise<SimulatedPrincipal> {
  const parts = parseArn(arn);
  const kind = parts?.resource.split('/')[0] ?? '';
  if (parts?.service !== 'iam' || !['user', 'group', 'role'].includes(kind)) {
    throw invalidInput(`Invalid Entity Arn: ${arn} does not clearly define entity type and name.`);
  }
  const principal =
    parts.accountId === ownerOf(context).accountId ? await found(context, arn) : undefined;
  if (principal !== undefined) return principal;
  throw fail(NoSuchEntityException$, `The entity with ARN ${arn} cannot be found.`);
}
