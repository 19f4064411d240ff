/** Addresses of the pages of Organizations. */
import type { Params, RouteObject } from 'react-router';
import type { PolicyKind } from '../paths/organizations-paths.ts';
import { organizationsPaths } from '../paths/organizations-paths.ts';
import type { SessionPaths } from '../paths/paths.ts';
import type { Crumb, PageHandle } from './page-handle.ts';

const pathsOf = (params: Params) => organizationsPaths(params['sessionId'] ?? '');

type MakeCrumb = (params: Params) => Crumb;

const kindTexts = { scp: 'Service control policies', rcp: 'Resource control policies' } as const;
const kindOf = (params: Params): PolicyKind => (params['policyKind'] === 'rcp' ? 'rcp' : 'scp');

const organizations: MakeCrumb = (params) => ({
  text: 'Organizations',
  href: pathsOf(params).accounts(),
});
const policies: MakeCrumb = (params) => ({ text: 'Policies', href: pathsOf(params).policyKinds() });
const ofKind: MakeCrumb = (params) => ({
  text: kindTexts[kindOf(params)],
  href: pathsOf(params).policies(kindOf(params)),
});
const onePolicy: MakeCrumb = (params) => {
  const { policyId = '' } = params;
  return { text: policyId, href: pathsOf(params).policy(policyId) };
};

const handle = (
  title: PageHandle['title'],
  ...makers: readonly MakeCrumb[]
): { readonly handle: PageHandle } => ({
  handle: {
    title,
    service: 'organizations',
    crumbs: (_paths: SessionPaths, params: Params) => makers.map((make) => make(params)),
  },
});

const accountRoutes: readonly RouteObject[] = [
  {
    path: 'organizations',
    ...handle('Accounts'),
    lazy: async () => ({
      Component: (await import('../pages/organizations/accounts-page.tsx')).AccountsPage,
    }),
  },
  {
    path: 'organizations/create-account',
    ...handle('Create an account', organizations),
    lazy: async () => ({
      Component: (await import('../pages/organizations/create-account-page.tsx')).CreateAccountPage,
    }),
  },
  {
    path: 'organizations/accounts/:accountId',
    ...handle(({ accountId = '' }) => accountId, organizations),
    lazy: async () => ({
      Component: (await import('../pages/organizations/account-page.tsx')).AccountPage,
    }),
  },
  {
    path: 'organizations/units/:unitId',
    ...handle(({ unitId = '' }) => unitId, organizations),
    lazy: async () => ({
      Component: (await import('../pages/organizations/unit-page.tsx')).UnitPage,
    }),
  },
];

const policyRoutes: readonly RouteObject[] = [
  {
    path: 'organizations/policies',
    ...handle('Policies', organizations),
    lazy: async () => ({
      Component: (await import('../pages/organizations/policy-kinds-page.tsx')).PolicyKindsPage,
    }),
  },
  {
    path: 'organizations/policies/:policyKind',
    ...handle((params) => kindTexts[kindOf(params)], organizations, policies),
    lazy: async () => ({
      Component: (await import('../pages/organizations/org-policies-page.tsx')).OrgPoliciesPage,
    }),
  },
  {
    path: 'organizations/policies/:policyKind/create',
    ...handle('Create policy', organizations, policies, ofKind),
    lazy: async () => ({
      Component: (await import('../pages/organizations/create-org-policy-page.tsx'))
        .CreateOrgPolicyPage,
    }),
  },
  {
    path: 'organizations/policy/:policyId',
    ...handle(({ policyId = '' }) => policyId, organizations, policies),
    lazy: async () => ({
      Component: (await import('../pages/organizations/org-policy-page.tsx')).OrgPolicyPage,
    }),
  },
  {
    path: 'organizations/policy/:policyId/edit',
    ...handle('Edit policy', organizations, policies, onePolicy),
    lazy: async () => ({
      Component: (await import('../pages/organizations/edit-org-policy-page.tsx'))
        .EditOrgPolicyPage,
    }),
  },
];

export const organizationsRoutes: readonly RouteObject[] = [...accountRoutes, ...policyRoutes];
