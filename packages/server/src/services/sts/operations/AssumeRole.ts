/**
 * Page: STS API Reference "AssumeRole"; IAM UG "Policy evaluation for requests across accounts".
 * Writes nothing, unless an MFA code is used up: the credentials are stateless.
 */
import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { AssumeRole$ } from '@aws-sdk/client-sts';
import { failWith } from '@hallpass/wire';
import { issueCredentials } from '../../../authenticate/session-token.ts';
import type { AccessItem } from '../../../authorize/authorize.ts';
import type { ContextEntries } from '../../../authorize/context-keys.ts';
import { assumedRoleArn } from '../../../data/arns.ts';
import type { RoleRecord } from '../../../data/roles.ts';
import { findRole } from '../../../data/roles.ts';
import type { AccessContext, OwnOperation, RequestInfo } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import {
  roleArnParts,
  sessionDurationSeconds,
  sessionTagging,
  sourceIdentity,
} from '../assume-role-request.ts';
import { credentialsOutput } from '../credentials-output.ts';
import { mfaShown, useMfaCode } from '../mfa.ts';
import {
  checkPolicyArns,
  packedPolicySize,
  sessionPolicies,
  sessionTags,
} from '../session-request.ts';

async function accessItems(
  input: AssumeRoleRequest,
  context: AccessContext,
): Promise<AccessItem[]> {
  const caller = signedCaller(context);
  if (caller.kind === 'root') {
    throw failWith('AccessDenied', 'Roles may not be assumed by root accounts.');
  }
  roleArnParts(input.RoleArn ?? '');
  const requestTags = sessionTags(input.Tags);
  const tagging = sessionTagging(caller, requestTags, input.TransitiveTagKeys ?? []);
  const withMfa = await mfaShown(context.tx, context, { caller, input });
  const resource = input.RoleArn ?? '';
  const mfaKeys = withMfa
    ? { 'aws:multifactorauthpresent': 'true', 'aws:multifactorauthage': '0' }
    : {};
  const transitive = { 'sts:transitivetagkeys': input.TransitiveTagKeys };
  const source = { 'sts:sourceidentity': sourceIdentity(caller, input) };
  const session = {
    'sts:rolesessionname': input.RoleSessionName,
    'sts:externalid': input.ExternalId,
  };
  const item = (action: string, keys: ContextEntries): AccessItem => ({
    action,
    resource,
    requestTags,
    context: { ...mfaKeys, ...keys },
  });
  return [
    item('sts:AssumeRole', { ...session, ...transitive, ...source }),
    ...(tagging.tags.length === 0 ? [] : [item('sts:TagSession', transitive)]),
    ...(input.SourceIdentity === undefined ? [] : [item('sts:SetSourceIdentity', source)]),
  ];
}

/** The trust policy has allowed it, so the role is there, but for one deleted since. */
async function assumedRole(input: AssumeRoleRequest, context: RequestInfo): Promise<RoleRecord> {
  const { accountId, resource } = roleArnParts(input.RoleArn ?? '');
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const caller = signedCaller(context);
  const role = await context.server.metadata.read(async (tx) => {
    await checkPolicyArns(tx, accountId, sessionPolicies(input));
    return findRole(tx, accountId, name);
  });
  if (role !== undefined) return role;
  throw failWith(
    'AccessDenied',
    `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
  );
}

export const AssumeRole: OwnOperation<AssumeRoleRequest, AssumeRoleResponse> = {
  schema: AssumeRole$,
  constraints: {
    RoleArn: { length: [20, 2048] },
    RoleSessionName: { length: [2, 64], pattern: /[\w+=,.@-]*/ },
    DurationSeconds: { range: [900, 43_200] },
    ExternalId: { length: [2, 1224], pattern: /[\w+=,.@:/-]*/ },
    SerialNumber: { length: [9, 256], pattern: /[\w+=/:,.@-]*/ },
    TokenCode: { length: [6, 6], pattern: /\d*/ },
    SourceIdentity: { length: [2, 64], pattern: /[\w+=,.@-]*/ },
  },
  access: accessItems,
  mode: 'own',
  async handle(input, context) {
    const caller = signedCaller(context);
    const role = await assumedRole(input, context);
    const policies = sessionPolicies(input);
    const tagging = sessionTagging(caller, sessionTags(input.Tags), input.TransitiveTagKeys ?? []);
    const packed = packedPolicySize(policies, tagging.tags);
    const durationSeconds = sessionDurationSeconds(caller, role, input);
    const identity = sourceIdentity(caller, input);
    if (input.SerialNumber !== undefined) {
      await context.server.metadata.transact((tx) => useMfaCode(tx, context, { caller, input }));
    }
    const sessionName = input.RoleSessionName ?? '';
    const expiresAtMs = context.nowMs + durationSeconds * 1000;
    const credentials = issueCredentials(context.server.secrets, {
      kind: 'assumed-role',
      accountId: role.accountId,
      principalId: role.id,
      sessionName,
      issuedAtMs: context.nowMs,
      expiresAtMs,
      ...policies,
      ...(tagging.tags.length === 0 ? {} : tagging),
      ...(identity === undefined ? {} : { sourceIdentity: identity }),
      ...(caller.kind === 'assumed-role' ? { chained: true } : {}),
    });
    const { partition } = roleArnParts(input.RoleArn ?? '');
    return {
      Credentials: credentialsOutput(credentials, expiresAtMs),
      AssumedRoleUser: {
        AssumedRoleId: `${role.id}:${sessionName}`,
        Arn: assumedRoleArn({ partition, accountId: role.accountId }, role.name, sessionName),
      },
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
      ...(identity === undefined ? {} : { SourceIdentity: identity }),
    };
  },
};
