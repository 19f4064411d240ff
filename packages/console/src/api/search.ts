/**
 * What the search of the top bar finds: users, groups, roles, policies, identity providers and
 * buckets of the account, as far as this session may list them. Loaded when the search is first
 * used.
 */
import {
  ListOpenIDConnectProvidersCommand,
  ListSAMLProvidersCommand,
  paginateListGroups,
  paginateListPolicies,
  paginateListRoles,
  paginateListUsers,
} from '@aws-sdk/client-iam';
import { paginateListBuckets } from '@aws-sdk/client-s3';
import { iamPaths } from '../paths/iam-paths.ts';
import { sessionPaths } from '../paths/paths.ts';
import { s3Paths } from '../paths/s3-paths.ts';
import { iamClient } from './iam-client.ts';
import { listAll } from './list-all.ts';
import { s3Client } from './s3-client.ts';

export interface Found {
  readonly kind:
    | 'User'
    | 'User group'
    | 'Role'
    | 'Policy'
    | 'Identity provider'
    | 'Bucket'
    | 'Page';
  readonly name: string;
  readonly href: string;
}

type Search = (sessionId: string) => Promise<readonly Found[]>;

function named(kind: Found['kind'], names: readonly (string | undefined)[]) {
  return (hrefOf: (name: string) => string): readonly Found[] =>
    names.flatMap((name) => (name === undefined ? [] : [{ kind, name, href: hrefOf(name) }]));
}

function iamPages(sessionId: string) {
  return { client: iamClient(sessionId), pageSize: 1000 };
}

/** Identity providers are found by what follows their kind in the ARN. */
function providers(sessionId: string, entries: readonly { Arn?: string | undefined }[]) {
  return entries.map(({ Arn = '' }) => ({
    kind: 'Identity provider' as const,
    name: Arn.slice(Arn.indexOf('/') + 1),
    href: iamPaths(sessionId).identityProvider(Arn),
  }));
}

const searches: readonly Search[] = [
  async (id) => {
    const users = await listAll(paginateListUsers(iamPages(id), {}), (page) => page.Users);
    return named(
      'User',
      users.map(({ UserName }) => UserName),
    )(sessionPaths(id).user);
  },
  async (id) => {
    const groups = await listAll(paginateListGroups(iamPages(id), {}), (page) => page.Groups);
    return named(
      'User group',
      groups.map(({ GroupName }) => GroupName),
    )(iamPaths(id).group);
  },
  async (id) => {
    const roles = await listAll(paginateListRoles(iamPages(id), {}), (page) => page.Roles);
    return named(
      'Role',
      roles.map(({ RoleName }) => RoleName),
    )(iamPaths(id).role);
  },
  async (id) => {
    const pages = paginateListPolicies(iamPages(id), { Scope: 'All' });
    const policies = await listAll(pages, (page) => page.Policies);
    return policies.map(({ PolicyName = '', Arn = '' }) => ({
      kind: 'Policy' as const,
      name: PolicyName,
      href: iamPaths(id).policy(Arn),
    }));
  },
  async (id) => {
    const found = await iamClient(id).send(new ListOpenIDConnectProvidersCommand({}));
    return providers(id, found.OpenIDConnectProviderList ?? []);
  },
  async (id) => {
    const found = await iamClient(id).send(new ListSAMLProvidersCommand({}));
    return providers(id, found.SAMLProviderList ?? []);
  },
  async (id) => {
    const pages = paginateListBuckets({ client: s3Client(id) }, {});
    const buckets = await listAll(pages, (page) => page.Buckets);
    return named(
      'Bucket',
      buckets.map(({ Name }) => Name),
    )((name) => s3Paths(id).bucket(name));
  },
];

/** Whatever may not be listed is not found; the rest is. */
export async function searchable(sessionId: string): Promise<readonly Found[]> {
  const found = await Promise.allSettled(searches.map((search) => search(sessionId)));
  return found.flatMap((outcome) => (outcome.status === 'fulfilled' ? outcome.value : []));
}
