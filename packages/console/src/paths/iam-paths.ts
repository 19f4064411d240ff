/** Addresses of IAM's pages beside those of users. */
import { basePath } from './paths.ts';

/** Whose inline policy a page is about. */
export type HolderKind = 'user' | 'group' | 'role';

export interface IamPaths {
  groups(): string;
  group(name: string): string;
  createGroup(): string;
  roles(): string;
  role(name: string): string;
  /** `provider`: ARN of the identity provider that it is to trust. */
  createRole(provider?: string): string;
  policies(): string;
  policy(arn: string): string;
  createPolicy(): string;
  editPolicy(arn: string): string;
  holder(kind: HolderKind, name: string): string;
  /** `policy`: one that is there; absent: a new one. */
  inlinePolicy(kind: HolderKind, name: string, policy?: string): string;
  attachPolicies(kind: HolderKind, name: string): string;
  trustPolicy(roleName: string): string;
  simulator(principalArn?: string): string;
  identityProviders(): string;
  identityProvider(arn: string): string;
  addIdentityProvider(): string;
}

const part = encodeURIComponent;

export function iamPaths(sessionId: string): IamPaths {
  const at = (path: string): string => `${basePath}/${sessionId}/iam${path}`;
  const holder = (kind: HolderKind, name: string): string => at(`/${kind}s/${part(name)}`);
  return {
    groups: () => at('/groups'),
    group: (name) => holder('group', name),
    createGroup: () => at('/create-group'),
    roles: () => at('/roles'),
    role: (name) => holder('role', name),
    createRole: (provider) =>
      at(`/create-role${provider === undefined ? '' : `?provider=${part(provider)}`}`),
    policies: () => at('/policies'),
    policy: (arn) => at(`/policies/${part(arn)}`),
    createPolicy: () => at('/create-policy'),
    editPolicy: (arn) => at(`/policies/${part(arn)}/edit`),
    holder,
    inlinePolicy: (kind, name, policy) =>
      `${holder(kind, name)}/inline-policy${policy === undefined ? '' : `?policy=${part(policy)}`}`,
    attachPolicies: (kind, name) => `${holder(kind, name)}/attach-policies`,
    simulator: (principalArn) =>
      at(`/simulator${principalArn === undefined ? '' : `?principal=${part(principalArn)}`}`),
    identityProviders: () => at('/identity-providers'),
    identityProvider: (arn) => at(`/identity-providers/${part(arn)}`),
    addIdentityProvider: () => at('/add-identity-provider'),
    trustPolicy: (roleName) => `${holder('role', roleName)}/trust-policy`,
  };
}
