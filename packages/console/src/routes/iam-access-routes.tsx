/** Addresses of IAM's pages about groups, roles and policies. */
import type { Params, RouteObject } from 'react-router';
import type { IamPaths } from '../paths/iam-paths.ts';
import { iamPaths } from '../paths/iam-paths.ts';
import type { SessionPaths } from '../paths/paths.ts';
import type { Crumb, PageHandle } from './page-handle.ts';

const pathsOf = (params: Params): IamPaths => iamPaths(params['sessionId'] ?? '');

type Crumbs = NonNullable<PageHandle['crumbs']>;
type MakeCrumb = (params: Params) => Crumb;

const groups: MakeCrumb = (params) => ({ text: 'User groups', href: pathsOf(params).groups() });
const roles: MakeCrumb = (params) => ({ text: 'Roles', href: pathsOf(params).roles() });
const policies: MakeCrumb = (params) => ({ text: 'Policies', href: pathsOf(params).policies() });

const identityProviders: MakeCrumb = (params) => ({
  text: 'Identity providers',
  href: pathsOf(params).identityProviders(),
});

/** The user, group or role that a page belongs to. */
const holder: MakeCrumb = (params) => {
  const { userName, groupName, roleName = '' } = params;
  const paths = pathsOf(params);
  if (userName !== undefined) return { text: userName, href: paths.holder('user', userName) };
  if (groupName !== undefined) return { text: groupName, href: paths.group(groupName) };
  return { text: roleName, href: paths.role(roleName) };
};

const below =
  (...makers: readonly MakeCrumb[]): Crumbs =>
  (paths: SessionPaths, params: Params) => [
    { text: 'IAM', href: paths.iam() },
    ...makers.map((make) => make(params)),
  ];

const handle = (title: PageHandle['title'], crumbs: Crumbs): PageHandle => ({
  title,
  service: 'iam',
  crumbs,
});

const nameOfArn = ({ policyArn = '' }: Params): string =>
  policyArn.slice(policyArn.lastIndexOf('/') + 1);

/** The name of a SAML provider, the URL of an OpenID Connect provider. */
const providerOfArn = ({ providerArn = '' }: Params): string =>
  providerArn.slice(providerArn.indexOf('/') + 1);

/** The same two pages for each kind of entity that has policies. */
const holderRoutes = (['users/:userName', 'groups/:groupName', 'roles/:roleName'] as const).flatMap(
  (base): RouteObject[] => [
    {
      path: `iam/${base}/inline-policy`,
      handle: handle('Inline policy', below(holder)),
      lazy: async () => ({
        Component: (await import('../pages/iam/inline-policy-page.tsx')).InlinePolicyPage,
      }),
    },
    {
      path: `iam/${base}/attach-policies`,
      handle: handle('Attach policies', below(holder)),
      lazy: async () => ({
        Component: (await import('../pages/iam/attach-policies-page.tsx')).AttachPoliciesPage,
      }),
    },
  ],
);

export const iamAccessRoutes: readonly RouteObject[] = [
  {
    path: 'iam/groups',
    handle: handle('User groups', below()),
    lazy: async () => ({ Component: (await import('../pages/iam/groups-page.tsx')).GroupsPage }),
  },
  {
    path: 'iam/create-group',
    handle: handle('Create user group', below(groups)),
    lazy: async () => ({
      Component: (await import('../pages/iam/create-group-page.tsx')).CreateGroupPage,
    }),
  },
  {
    path: 'iam/groups/:groupName',
    handle: handle(({ groupName = '' }) => groupName, below(groups)),
    lazy: async () => ({ Component: (await import('../pages/iam/group-page.tsx')).GroupPage }),
  },
  {
    path: 'iam/roles',
    handle: handle('Roles', below()),
    lazy: async () => ({ Component: (await import('../pages/iam/roles-page.tsx')).RolesPage }),
  },
  {
    path: 'iam/create-role',
    handle: handle('Create role', below(roles)),
    lazy: async () => ({
      Component: (await import('../pages/iam/create-role-page.tsx')).CreateRolePage,
    }),
  },
  {
    path: 'iam/roles/:roleName',
    handle: handle(({ roleName = '' }) => roleName, below(roles)),
    lazy: async () => ({ Component: (await import('../pages/iam/role-page.tsx')).RolePage }),
  },
  {
    path: 'iam/roles/:roleName/trust-policy',
    handle: handle('Edit trust policy', below(roles, holder)),
    lazy: async () => ({
      Component: (await import('../pages/iam/trust-policy-page.tsx')).TrustPolicyPage,
    }),
  },
  {
    path: 'iam/policies',
    handle: handle('Policies', below()),
    lazy: async () => ({
      Component: (await import('../pages/iam/policies-page.tsx')).PoliciesPage,
    }),
  },
  {
    path: 'iam/create-policy',
    handle: handle('Create policy', below(policies)),
    lazy: async () => ({
      Component: (await import('../pages/iam/create-policy-page.tsx')).CreatePolicyPage,
    }),
  },
  {
    path: 'iam/policies/:policyArn',
    handle: handle(nameOfArn, below(policies)),
    lazy: async () => ({ Component: (await import('../pages/iam/policy-page.tsx')).PolicyPage }),
  },
  {
    path: 'iam/policies/:policyArn/edit',
    handle: handle('Edit policy', below(policies)),
    lazy: async () => ({
      Component: (await import('../pages/iam/edit-policy-page.tsx')).EditPolicyPage,
    }),
  },
  {
    path: 'iam/identity-providers',
    handle: handle('Identity providers', below()),
    lazy: async () => ({
      Component: (await import('../pages/iam/identity-providers-page.tsx')).IdentityProvidersPage,
    }),
  },
  {
    path: 'iam/add-identity-provider',
    handle: handle('Add identity provider', below(identityProviders)),
    lazy: async () => ({
      Component: (await import('../pages/iam/add-identity-provider-page.tsx'))
        .AddIdentityProviderPage,
    }),
  },
  {
    path: 'iam/identity-providers/:providerArn',
    handle: handle(providerOfArn, below(identityProviders)),
    lazy: async () => ({
      Component: (await import('../pages/iam/identity-provider-page.tsx')).IdentityProviderPage,
    }),
  },
  {
    path: 'iam/simulator',
    handle: handle('Policy simulator', below()),
    lazy: async () => ({
      Component: (await import('../pages/iam/simulator-page.tsx')).SimulatorPage,
    }),
  },
  ...holderRoutes,
];
