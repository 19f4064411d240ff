/**
 * What a person can do about a refused switch, where the console cannot: the role's trust wants an
 * external id, or MFA. Told only to those whom that alone keeps out, so that strangers learn
 * nothing of a role. Pages: IAM UG "Access to AWS accounts owned by third parties" (external id:
 * not in the console), "Secure API access with MFA".
 */
import type { AssumeRoleRequest } from '@aws-sdk/client-sts';
import type { HttpRequest } from '@hallpass/wire';
import { AwsError } from '@hallpass/wire';
import type { AuthenticatedCaller } from '../authenticate/caller.ts';
import { authorize } from '../authorize/authorize.ts';
import { parseArn } from '../data/arns.ts';
import { findRole } from '../data/roles.ts';
import type { ServerState } from '../server-state.ts';
import { AssumeRole } from '../services/sts/operations/index.ts';

export type SwitchHint = 'external-id' | 'mfa' | 'root';

export interface Refused {
  readonly caller: AuthenticatedCaller;
  readonly input: AssumeRoleRequest;
}

/** Would it be allowed? Nothing is noted, nothing issued. */
async function wouldAllow(
  state: ServerState,
  request: HttpRequest,
  { caller, input }: Refused,
): Promise<boolean> {
  const context = {
    server: state,
    request,
    caller,
    nowMs: state.clock.nowMs(),
    region: 'us-east-1',
    openPayload: () => {
      throw new Error('nothing is uploaded here');
    },
  };
  try {
    await state.metadata.read((tx) => authorize(AssumeRole, input, { ...context, tx }));
    return true;
  } catch (error) {
    if (error instanceof AwsError) return false;
    throw error;
  }
}

const triedMax = 10;

/** The values that a trust policy compares sts:ExternalId with. */
function externalIds(trustPolicy: string): readonly string[] {
  const found: string[] = [];
  const statements: unknown = (JSON.parse(trustPolicy) as { Statement?: unknown }).Statement;
  for (const statement of [statements].flat()) {
    const { Condition } = statement as { Condition?: Record<string, Record<string, unknown>> };
    for (const block of Object.values(Condition ?? {})) {
      for (const [key, values] of Object.entries(block)) {
        if (key.toLowerCase() !== 'sts:externalid') continue;
        found.push(...[values].flat().filter((value) => typeof value === 'string'));
      }
    }
  }
  return found.slice(0, triedMax);
}

export async function switchHint(
  state: ServerState,
  request: HttpRequest,
  refused: Refused,
): Promise<SwitchHint | undefined> {
  const { caller, input } = refused;
  if (caller.kind === 'root') return 'root';
  const { accountId = '', resource = '' } = parseArn(input.RoleArn ?? '') ?? {};
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const role = await state.metadata.read((tx) => findRole(tx, accountId, name));
  if (role === undefined) return undefined;
  const { session } = caller;
  if (session !== undefined && session.mfaAtMs === undefined) {
    const withMfa = { ...caller, session: { ...session, mfaAtMs: state.clock.nowMs() } };
    if (await wouldAllow(state, request, { caller: withMfa, input })) return 'mfa';
  }
  for (const ExternalId of externalIds(role.trustPolicy)) {
    const withId = { caller, input: { ...input, ExternalId } };
    if (await wouldAllow(state, request, withId)) return 'external-id';
  }
  return undefined;
}
