/**
 * A denial in AWS's words, as of 2026. Pages: IAM UG "Troubleshoot access denied error messages";
 * S3 UG "Troubleshoot access denied (403 Forbidden) errors in Amazon S3"; AWS Security Blog,
 * January 2026, on policy ARNs in these messages.
 */
import type { AuthorizationRequest, PolicyType } from '../types.ts';
import type { DecidedBy, Decision } from './decision.ts';

export interface DenialMessageOptions {
  /** Absent for anonymous callers. */
  readonly callerArn?: string | undefined;
  /** The caller is of the policy's account; for SCPs and RCPs of its organization. */
  readonly showPolicyArn: boolean;
  /** S3 writes the resource in quotes. */
  readonly quoteResource?: boolean;
}

const implicitNames: Readonly<Record<PolicyType, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'vpc-endpoint': 'VPC endpoint policy',
};

const explicitNames: Readonly<Record<PolicyType, string>> = {
  identity: 'an identity-based policy',
  resource: 'a resource-based policy',
  trust: 'the role trust policy',
  boundary: 'a permissions boundary',
  session: 'a session policy',
  scp: 'a service control policy',
  rcp: 'a resource control policy',
  'vpc-endpoint': 'a VPC endpoint policy',
};

/** Resource-based and trust policies have no ARN. */
const typesWithArn: ReadonlySet<PolicyType> = new Set([
  'identity',
  'boundary',
  'session',
  'scp',
  'rcp',
]);

function explicitReason({ policyType, origin }: DecidedBy, showPolicyArn: boolean): string {
  const reason = ` with an explicit deny in ${explicitNames[policyType]}`;
  const shown = showPolicyArn && typesWithArn.has(policyType) && origin.arn !== undefined;
  return shown ? `${reason}: ${origin.arn}` : reason;
}

function reasonFor(action: string, decision: Decision, showPolicyArn: boolean): string {
  const { decidedBy, explicit } = decision;
  if (decidedBy === undefined) return '';
  if (explicit) return explicitReason(decidedBy, showPolicyArn);
  return ` because no ${implicitNames[decidedBy.policyType]} allows the ${action} action`;
}

/** S3 leaves out what is not a resource (ListAllMyBuckets); the others write `*`. */
function resourceFor(resource: string, quoted: boolean): string {
  if (resource === '' || (quoted && resource === '*')) return '';
  return quoted ? ` on resource: "${resource}"` : ` on resource: ${resource}`;
}

export function denialMessage(
  request: AuthorizationRequest,
  decision: Decision,
  options: DenialMessageOptions,
): string {
  const { principal, action } = request;
  if (decision.reason === 'root-assumes-role') return 'Roles may not be assumed by root accounts.';
  if (principal.kind === 'web-identity' || principal.kind === 'saml') {
    return `Not authorized to perform ${action}`;
  }
  const { callerArn, showPolicyArn, quoteResource = false } = options;
  if (callerArn === undefined) return 'Access Denied';
  const resource = resourceFor(request.resource, quoteResource);
  const reason = reasonFor(action, decision, showPolicyArn);
  return `User: ${callerArn} is not authorized to perform: ${action}${resource}${reason}`;
}
