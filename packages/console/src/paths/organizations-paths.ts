/** Addresses of the pages of Organizations. */
import { basePath } from './paths.ts';

/** As the addresses have it. */
export type PolicyKind = 'scp' | 'rcp';

export interface OrganizationsPaths {
  /** The accounts, as a tree or as a list. */
  accounts(view?: 'list'): string;
  createAccount(): string;
  account(id: string, tab?: string): string;
  /** The root, or an OU. */
  unit(id: string, tab?: string): string;
  /** The kinds of policies. */
  policyKinds(): string;
  policies(kind: PolicyKind): string;
  createPolicy(kind: PolicyKind): string;
  policy(id: string, tab?: string): string;
  editPolicy(id: string): string;
}

export function organizationsPaths(sessionId: string): OrganizationsPaths {
  const at = (path: string, query: Readonly<Record<string, string | undefined>> = {}): string => {
    const given = Object.entries(query).filter(([, value]) => value !== undefined);
    const text = new URLSearchParams(given as [string, string][]).toString();
    return `${basePath}/${sessionId}/organizations${path}${text === '' ? '' : `?${text}`}`;
  };
  return {
    accounts: (view) => at('', { view }),
    createAccount: () => at('/create-account'),
    account: (id, tab) => at(`/accounts/${encodeURIComponent(id)}`, { tab }),
    unit: (id, tab) => at(`/units/${encodeURIComponent(id)}`, { tab }),
    policyKinds: () => at('/policies'),
    policies: (kind) => at(`/policies/${kind}`),
    createPolicy: (kind) => at(`/policies/${kind}/create`),
    policy: (id, tab) => at(`/policy/${encodeURIComponent(id)}`, { tab }),
    editPolicy: (id) => at(`/policy/${encodeURIComponent(id)}/edit`),
  };
}
