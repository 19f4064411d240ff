/**
 * A denial as the caller sees it. IAM, STS and Organizations name the reason; S3 does so only for
 * callers of the bucket owner's account or organization. Pages: IAM UG "Troubleshoot access denied
 * error messages"; S3 UG "Troubleshoot access denied (403 Forbidden) errors".
 */
import type { Trace } from '@hallpass/policy';
import { denialMessage } from '@hallpass/policy';
import type { AwsError } from '@hallpass/wire';
import { failWith } from '@hallpass/wire';
import type { Caller } from '../authenticate/caller.ts';
import type { AccessContext } from '../operation.ts';
import type { DecidedItem } from './authorize.ts';
import type { AuthorizationMessage } from './authorization-message.ts';
import { encodeAuthorizationMessage } from './authorization-message.ts';
import type { Denial } from './decision-log.ts';
import { toldDecision } from './told-decision.ts';

function sameAccount(caller: Caller, decided: DecidedItem): boolean {
  return caller.accountId === decided.authority.accountId;
}

function sameOrganization(decided: DecidedItem): boolean {
  const own = decided.callerOrganization?.organizationId;
  return own !== undefined && own === decided.authority.organization?.organizationId;
}

/**
 * Policy ARNs are shown for the caller's own account; those of SCPs and RCPs within the
 * organization.
 */
function showsPolicyArn(caller: Caller, decided: DecidedItem): boolean {
  const type = decided.decision.decidedBy?.origin.type;
  if (type === 'scp') return true;
  if (type === 'rcp') return sameAccount(caller, decided) || sameOrganization(decided);
  return type === 'identity' || type === 'boundary' || type === 'session';
}

function text(context: AccessContext, decided: DecidedItem): string {
  const { caller } = context;
  const s3 = decided.item.action.startsWith('s3:');
  const outsider = !sameAccount(caller, decided) && !sameOrganization(decided);
  if (caller.kind === 'anonymous' || (s3 && outsider)) return 'Access Denied';
  const { resource, resourceName = resource } = decided.item;
  return denialMessage({ ...decided.request, resource: resourceName }, decided.decision, {
    callerArn: caller.arn,
    showPolicyArn: showsPolicyArn(caller, decided),
    quoteResource: s3,
  });
}

type Items<T> = { readonly items: readonly T[] };

/** Keys that a policy asked for and the request has, in AWS's shape. */
function conditionItems(trace: Trace | undefined): AuthorizationMessage['context']['conditions'] {
  const items = Object.entries(trace?.contextKeys ?? {}).flatMap(([key, value]) => {
    if (value === null) return [];
    const values: Items<{ value: string }> = {
      items: [value].flat().map((one) => ({ value: one })),
    };
    return [{ key, values }];
  });
  return { items };
}

function messageOf(
  context: AccessContext,
  decided: DecidedItem,
  message: string,
): AuthorizationMessage {
  const { caller, request } = context;
  const { trace, ...decision } = toldDecision(decided.request, decided.policies, {
    sameAccount: sameAccount(caller, decided),
    sameOrganization: sameOrganization(decided),
  });
  const { action, resource } = decided.item;
  const by = decision.decidedBy;
  return {
    allowed: false,
    explicitDeny: decision.explicit,
    matchedStatements: {
      items: by?.statement === undefined ? [] : [{ ...by.statement, policy: by.origin }],
    },
    failures: { items: [] },
    context: {
      principal: {
        id: caller.kind === 'anonymous' ? 'anonymous' : caller.userId,
        name: caller.kind === 'anonymous' ? 'anonymous' : caller.name,
        arn: caller.arn ?? 'anonymous',
      },
      action,
      resource,
      conditions: conditionItems(trace),
    },
    requestId: request.requestId,
    message,
    principal: decided.request.principal,
    decision,
    trace,
  };
}

/** The error to throw; its cause is the `Denial` that the pipeline logs. */
export function deny(context: AccessContext, decided: DecidedItem): AwsError {
  const { caller, server, request } = context;
  const message = text(context, decided);
  const accountId = caller.accountId ?? '';
  const full = messageOf(context, decided, message);
  const encodedMessage = encodeAuthorizationMessage(server.secrets, accountId, full);
  const { action, resource } = decided.item;
  const denial: Denial = {
    requestId: request.requestId,
    atMs: context.nowMs,
    callerArn: caller.arn ?? 'anonymous',
    accountId,
    action,
    resource,
    message,
    encodedMessage,
  };
  const detail = caller.kind === 'anonymous' ? {} : { EncodedMessage: encodedMessage };
  return failWith('AccessDenied', message, detail).with({ cause: denial });
}
