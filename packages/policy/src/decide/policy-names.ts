/** Policies, statements and callers as people call them, in explanations. */
import type { PolicyOrigin, PolicyType, Principal } from '../types.ts';
import type { StatementReference } from './compiled-statement.ts';

export const typeNames: Readonly<Record<PolicyType, string>> = {
  identity: 'identity-based policy',
  resource: 'resource-based policy',
  trust: 'role trust policy',
  boundary: 'permissions boundary',
  session: 'session policy',
  scp: 'service control policy',
  rcp: 'resource control policy',
  'vpc-endpoint': 'VPC endpoint policy',
};

/** A policy by its ARN or name, and what it is attached to. */
export function originText({ type, arn, name, attachedTo }: PolicyOrigin): string {
  const what = arn ?? name ?? `the ${typeNames[type]}`;
  return attachedTo === undefined ? what : `${what} of ${attachedTo}`;
}

export const statementLabel = ({ sid, index }: StatementReference): string =>
  sid === undefined ? `statement ${index + 1}` : `statement "${sid}"`;

/** The part of an ARN that people know: `user David`, `group Developers`. */
export function entityText(arn: string): string {
  const [, kind, name] = /:(user|group|role|federated-user)\/(?:.*\/)?([^/]+)$/.exec(arn) ?? [];
  return kind === undefined ? arn : `${kind} ${name}`;
}

/** The ARN, or what stands for one. */
export function principalArn(principal: Principal): string {
  switch (principal.kind) {
    case 'anonymous':
      return 'an anonymous caller';
    case 'service':
      return principal.service;
    case 'web-identity':
    case 'saml':
      return principal.provider;
    default:
      return principal.arn;
  }
}

/** Whom to name in a policy. */
export function principalName(principal: Principal): string {
  if (principal.kind === 'anonymous') return '*';
  if (principal.kind === 'assumed-role') return entityText(principal.roleArn);
  return entityText(principalArn(principal));
}
