/**
 * Page: STS API Reference "AssumeRole"; IAM UG "Policy evaluation for requests across accounts".
 * Writes nothing, unless an MFA code is used up: the credentials are stateless.
 */
import type { AssumeRoleRequest, AssumeRoleResponse } from '@aws-sdk/client-sts';
import { AssumeRole$ } from '@aws-sdk/client-sts';
import type { Eventually } from '@hallpass/store';
import { whenReady } from '@hallpass/store';
import { failWith } from '@hallpass/wire';
import type { NewSession } from '../../../authenticate/session-token.ts';
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
import {
  policyArns,
  roleArn,
  roleSessionName,
  serialNumber,
  tagKeys,
  tags,
  tokenCode,
  unrestrictedSessionPolicy,
} from '../constraints.ts';
import { credentialsOutput } from '../credentials-output.ts';
import { mfaShown, useMfaCode } from '../mfa.ts';
import {
  checkPolicyArns,
  packedPolicySize,
  sessionPolicies,
  sessionTags,
} from '../session-request.ts';

const shownMfaKeys: ContextEntries = {
  'aws:multifactorauthpresent': 'true',
  'aws:multifactorauthage': '0',
};

function accessItems(input: AssumeRoleRequest, context: AccessContext): Eventually<AccessItem[]> {
  const caller = signedCaller(context);
  if (caller.kind === 'root') {
    throw failWith('AccessDenied', 'Roles may not be assumed by root accounts.');
  }
  roleArnParts(input.RoleArn ?? '');
  const requestTags = sessionTags(input.Tags);
  const tagging = sessionTagging(caller, requestTags, input.TransitiveTagKeys ?? []);
  const isTagged = tagging.tags.length > 0;
  return whenReady(mfaShown(context.tx, context, { caller, input }), (withMfa) => {
    const mfa = withMfa ? shownMfaKeys : undefined;
    const transitive = { 'sts:transitivetagkeys': input.TransitiveTagKeys };
    const identity = sourceIdentity(caller, input);
    const source = { 'sts:sourceidentity': identity };
    const session = {
      'sts:rolesessionname': input.RoleSessionName,
      'sts:externalid': input.ExternalId,
    };
    const resource = input.RoleArn ?? '';
    const item = (action: string, context: ContextEntries): AccessItem => ({
      action,
      resource,
      requestTags,
      context,
    });
    return [
      item('sts:AssumeRole', { ...mfa, ...session, ...transitive, ...source }),
      ...(isTagged ? [item('sts:TagSession', { ...mfa, ...transitive })] : []),
      // Also when it is handed on: IAM UG "Monitor and control actions taken with assumed roles"
      // (permissions required to set source identity).
      ...(identity === undefined ? [] : [item('sts:SetSourceIdentity', { ...mfa, ...source })]),
    ];
  });
}

/** The trust policy has allowed it, so the role is there, but for one deleted since. */
function assumedRole(input: AssumeRoleRequest, context: RequestInfo): Eventually<RoleRecord> {
  const { accountId, resource } = roleArnParts(input.RoleArn ?? '');
  const name = resource.slice(resource.lastIndexOf('/') + 1);
  const found = context.server.metadata.read((tx) =>
    whenReady(checkPolicyArns(tx, accountId, sessionPolicies(input)), () =>
      findRole(tx, accountId, name),
    ),
  );
  return whenReady(found, (role) => {
    if (role !== undefined) return role;
    const caller = signedCaller(context);
    throw failWith(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`,
    );
  });
}

interface Granted {
  readonly role: RoleRecord;
  readonly session: NewSession & { readonly sessionName: string };
  /** Percent of what policies and tags of a session may take. */
  readonly packed: number | undefined;
}

/** Every check that is left. */
function grant(input: AssumeRoleRequest, context: RequestInfo, role: RoleRecord): Granted {
  const caller = signedCaller(context);
  // DEVIATION: trusted identity propagation is not built: AssumeRole with ProvidedContexts answers
  // NotImplemented.
  if (input.ProvidedContexts !== undefined) {
    throw failWith('NotImplemented', 'Trusted context assertions are not implemented by Hallpass.');
  }
  const policies = sessionPolicies(input);
  const tagging = sessionTagging(caller, sessionTags(input.Tags), input.TransitiveTagKeys ?? []);
  const packed = packedPolicySize(policies, tagging.tags);
  const durationSeconds = sessionDurationSeconds(caller, role, input);
  const identity = sourceIdentity(caller, input);
  const session = {
    kind: 'assumed-role' as const,
    accountId: role.accountId,
    principalId: role.id,
    sessionName: input.RoleSessionName ?? '',
    issuedAtMs: context.nowMs,
    expiresAtMs: context.nowMs + durationSeconds * 1000,
    ...policies,
    ...(tagging.tags.length === 0 ? undefined : tagging),
    ...(identity === undefined ? undefined : { sourceIdentity: identity }),
    ...(caller.kind === 'assumed-role' ? { chained: true } : undefined),
  };
  return { role, session, packed };
}

function answer(
  input: AssumeRoleRequest,
  context: RequestInfo,
  { role, session, packed }: Granted,
): AssumeRoleResponse {
  const { accountId, sessionName, sourceIdentity: identity, expiresAtMs } = session;
  const credentials = issueCredentials(context.server.secrets, session);
  const { partition } = roleArnParts(input.RoleArn ?? '');
  return {
    Credentials: credentialsOutput(credentials, expiresAtMs),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: assumedRoleArn({ partition, accountId }, role.name, sessionName),
    },
    ...(packed === undefined ? undefined : { PackedPolicySize: packed }),
    ...(identity === undefined ? undefined : { SourceIdentity: identity }),
  };
}

export const AssumeRole: OwnOperation<AssumeRoleRequest, AssumeRoleResponse> = {
  schema: AssumeRole$,
  constraints: {
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    PolicyArns: policyArns,
    Policy: unrestrictedSessionPolicy,
    DurationSeconds: { range: [900, 43_200] },
    Tags: tags,
    TransitiveTagKeys: tagKeys,
    ExternalId: { length: [2, 1224], pattern: /[\w+=,.@:/-]*/ },
    SerialNumber: serialNumber,
    TokenCode: tokenCode,
    SourceIdentity: { length: [2, 64], pattern: /[\w+=,.@-]*/ },
    ProvidedContexts: { length: [1, 5] },
  },
  access: accessItems,
  mode: 'own',
  handle(input, context) {
    return whenReady(assumedRole(input, context), (role) => {
      const granted = grant(input, context, role);
      if (input.SerialNumber === undefined) return answer(input, context, granted);
      const used = { caller: signedCaller(context), input };
      return context.server.metadata
        .transact((tx) => useMfaCode(tx, context, used))
        .then(() => answer(input, context, granted));
    });
  },
};
