/**
 * Principals in words, and made from their parts. Page: IAM UG "AWS JSON policy elements:
 * Principal".
 */
import type { PrincipalEntry } from './policy-model.ts';

export type PrincipalForm =
  | 'account'
  | 'role'
  | 'user'
  | 'session'
  | 'service'
  | 'federated'
  | 'canonical-user'
  | 'everyone';

export interface PrincipalFormFacts {
  readonly label: string;
  /** What the one field of the form asks for; absent: there is nothing to ask. */
  readonly name?: { readonly label: string; readonly placeholder: string };
  readonly hasAccount: boolean;
}

export const principalForms: Readonly<Record<PrincipalForm, PrincipalFormFacts>> = {
  account: { label: 'AWS account', hasAccount: true },
  role: {
    label: 'IAM role',
    hasAccount: true,
    name: { label: 'Role name, with path', placeholder: 'UpdateApp' },
  },
  user: {
    label: 'IAM user',
    hasAccount: true,
    name: { label: 'User name, with path', placeholder: 'David' },
  },
  session: {
    label: 'Role session',
    hasAccount: true,
    name: { label: 'Role and session name', placeholder: 'UpdateApp/David' },
  },
  service: {
    label: 'AWS service',
    hasAccount: false,
    name: { label: 'Service principal', placeholder: 'ec2.amazonaws.com' },
  },
  federated: {
    label: 'Federated (identity provider)',
    hasAccount: false,
    name: {
      label: 'ARN of the provider, or its host',
      placeholder: 'arn:aws:iam::111122223333:oidc-provider/idp.example.com',
    },
  },
  'canonical-user': {
    label: 'Canonical user',
    hasAccount: false,
    name: { label: 'Canonical user ID', placeholder: '64 digits of 0 to 9 and a to f' },
  },
  everyone: { label: 'Everyone (*)', hasAccount: false },
};

export interface PrincipalParts {
  readonly form: PrincipalForm;
  readonly account: string;
  readonly name: string;
}

/** `undefined`: something is missing. */
export function principalEntry({
  form,
  account,
  name,
}: PrincipalParts): PrincipalEntry | undefined {
  const facts = principalForms[form];
  if (facts.hasAccount && !/^\d{12}$/.test(account)) return undefined;
  if (facts.name !== undefined && name === '') return undefined;
  switch (form) {
    case 'everyone':
      return { kind: 'AWS', value: '*' };
    case 'account':
      return { kind: 'AWS', value: `arn:aws:iam::${account}:root` };
    case 'session':
      return { kind: 'AWS', value: `arn:aws:sts::${account}:assumed-role/${name}` };
    case 'service':
      return { kind: 'Service', value: name };
    case 'federated':
      return { kind: 'Federated', value: name };
    case 'canonical-user':
      return { kind: 'CanonicalUser', value: name };
    default:
      return { kind: 'AWS', value: `arn:aws:iam::${account}:${form}/${name}` };
  }
}

const awsForms: readonly (readonly [RegExp, PrincipalForm])[] = [
  [/^\*$/, 'everyone'],
  [/^(?:\d{12}|arn:[^:]+:iam::\d{12}:root)$/, 'account'],
  [/^arn:[^:]+:iam::\d{12}:role\//, 'role'],
  [/^arn:[^:]+:iam::\d{12}:user\//, 'user'],
  [/^arn:[^:]+:sts::\d{12}:assumed-role\//, 'session'],
];

const otherForms: Readonly<Record<string, PrincipalForm>> = {
  Service: 'service',
  Federated: 'federated',
  CanonicalUser: 'canonical-user',
};

/** What it is, for people; the kind as written where that is not known. */
export function principalLabel({ kind, value }: PrincipalEntry): string {
  const found =
    kind === 'AWS'
      ? awsForms.find(([pattern]) => pattern.test(value))?.[1]
      : Object.hasOwn(otherForms, kind)
        ? otherForms[kind]
        : undefined;
  return found === undefined ? kind : principalForms[found].label;
}
