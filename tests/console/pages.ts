/**
 * Every page of a session, from the console's own table of routes: who looks at it, and at what. A
 * new route is visited without being mentioned here, unless its address names something that no
 * sample is known of.
 */
import type { Person } from './browser.ts';

interface Route {
  readonly path?: string;
}

export type Administrator = Extract<Person, `${string}-admin`>;

export const administrators: readonly Administrator[] = [
  'management-admin',
  'development-admin',
  'production-admin',
];

export interface ConsolePage {
  /** As the table has it, with what follows it in the address: `iam/users/:userName?tab=tags`. */
  readonly name: string;
  readonly route: string;
  readonly query: string;
  readonly person: Administrator;
}

/** What is known only when `tutorial-data.ts` has made it. */
export interface Samples {
  readonly rootId: string;
}

/** What stands for the parameters of addresses. */
const samples: Readonly<Record<string, string>> = {
  userName: 'David',
  groupName: 'Developers',
  roleName: 'UpdateApp',
  policyArn: 'arn:aws:iam::999999999999:policy/read-write-app-bucket',
  bucket: 'productionapp',
  accountId: '111111111111',
  policyKind: 'scp',
  policyId: 'p-FullAWSAccess',
  providerArn: 'arn:aws:iam::111111111111:oidc-provider/id.example.com',
};

/** Where one address shows different things. Given for a route, they stand instead of the bare one. */
const queries: Readonly<Record<string, readonly string[]>> = {
  switchrole: ['', '?account=999999999999&roleName=UpdateApp&displayName=PRODUCTION&color=F2B0A9'],
  'iam/groups/:groupName/inline-policy': ['', '?policy=allow-assume'],
  organizations: ['', '?view=list'],
  's3/buckets/:bucket': ['', '?prefix=app/'],
  's3/buckets/:bucket/object': ['?key=readme.txt', '?key=app/config.json'],
};

/** Production has the role, its policy and the bucket; Development the people. */
function administratorOf(route: string): Administrator {
  if (route.startsWith('organizations')) return 'management-admin';
  return /^s3|:(roleName|policyArn)|^iam\/(roles|policies)/.test(route)
    ? 'production-admin'
    : 'development-admin';
}

export async function consolePages(): Promise<readonly ConsolePage[]> {
  // Not typed from there: the console is checked with the types of browsers.
  const table = new URL('../../packages/console/src/routes/session-routes.ts', import.meta.url);
  const { sessionRoutes } = (await import(table.href)) as { sessionRoutes: readonly Route[] };
  const routes = sessionRoutes.map(({ path = '' }) => path);
  const unknown = Object.keys(queries).filter((route) => !routes.includes(route));
  if (unknown.length > 0) throw new Error(`no routes: ${unknown.join(', ')}`);
  const pages = routes.flatMap((route) =>
    (queries[route] ?? ['']).map((query) => ({
      name: route + query,
      route,
      query,
      person: administratorOf(route),
    })),
  );
  const nowhere = { name: 'nowhere', route: 'nowhere', query: '' } as const;
  return [...pages, { ...nowhere, person: 'development-admin' }];
}

/** Below the address of a session. */
export function pathOf({ route, query }: ConsolePage, made: Samples): string {
  const path = route.replaceAll(/:(\w+)/g, (_, name: string) => {
    const sample = name === 'unitId' ? made.rootId : samples[name];
    if (sample === undefined) {
      throw new Error(`${route}: give tests/console/pages.ts a sample for :${name}`);
    }
    return encodeURIComponent(sample);
  });
  return path + query;
}
