/** The side navigation of each service. */
import type { SideNavigationProps } from '@cloudscape-design/components/side-navigation';
import type { SessionPaths } from '../paths/paths.ts';
import type { ServiceName } from './page-handle.ts';

export interface Navigation {
  readonly header: SideNavigationProps.Header;
  readonly items: readonly SideNavigationProps.Item[];
}

type MakeNavigation = (paths: SessionPaths) => Navigation;

const iam: MakeNavigation = (paths) => ({
  header: { text: 'Identity and Access Management', href: paths.iam() },
  items: [
    { type: 'link', text: 'Dashboard', href: paths.iam() },
    {
      type: 'section',
      text: 'Access management',
      items: [
        { type: 'link', text: 'User groups', href: paths.groups() },
        { type: 'link', text: 'Users', href: paths.users() },
        { type: 'link', text: 'Roles', href: paths.roles() },
        { type: 'link', text: 'Policies', href: paths.policies() },
        { type: 'link', text: 'Identity providers', href: paths.identityProviders() },
        { type: 'link', text: 'Policy simulator', href: paths.simulator() },
        { type: 'link', text: 'Account settings', href: paths.accountSettings() },
      ],
    },
  ],
});

const s3: MakeNavigation = (paths) => ({
  header: { text: 'S3', href: paths.buckets() },
  items: [{ type: 'link', text: 'Buckets', href: paths.buckets() }],
});

const organizations: MakeNavigation = (paths) => ({
  header: { text: 'Organizations', href: paths.organizations() },
  items: [
    { type: 'link', text: 'Accounts', href: paths.organizations() },
    {
      type: 'section',
      text: 'Policies',
      items: [
        { type: 'link', text: 'Policy types', href: paths.organizationsPolicies() },
        {
          type: 'link',
          text: 'Service control policies',
          href: paths.organizationsPolicies('scp'),
        },
        {
          type: 'link',
          text: 'Resource control policies',
          href: paths.organizationsPolicies('rcp'),
        },
      ],
    },
  ],
});

const general: MakeNavigation = (paths) => ({
  header: { text: 'Console home', href: paths.home() },
  items: [
    { type: 'link', text: 'IAM', href: paths.iam() },
    { type: 'link', text: 'S3', href: paths.buckets() },
    { type: 'link', text: 'Organizations', href: paths.organizations() },
    { type: 'divider' },
    { type: 'link', text: 'Switch role', href: paths.switchRole() },
    { type: 'link', text: 'Role history', href: paths.roleHistory() },
  ],
});

const services: Readonly<Partial<Record<ServiceName, MakeNavigation>>> = {
  iam,
  s3,
  organizations,
};

export function navigationOf(service: ServiceName | undefined, paths: SessionPaths): Navigation {
  const make = service === undefined ? general : (services[service] ?? general);
  return make(paths);
}

function hrefsOf(items: readonly SideNavigationProps.Item[]): readonly string[] {
  return items.flatMap((item) => {
    if (item.type === 'link') return [item.href];
    return item.type === 'section' ? hrefsOf(item.items) : [];
  });
}

/**
 * The link of the page itself, or of the nearest page above it: `crumbs` from the service down.
 * Some pages stand below a list by their address alone.
 */
export function activeHref(
  { items }: Navigation,
  pathname: string,
  crumbs: readonly { readonly href: string }[],
): string {
  const hrefs = hrefsOf(items);
  const [service, ...above] = crumbs.map(({ href }) => href);
  const below = hrefs
    .filter((href) => href !== service && pathname.startsWith(`${href}/`))
    .toSorted((one, other) => other.length - one.length);
  const candidates = [pathname, ...above.toReversed(), ...below, service ?? pathname];
  return candidates.find((href) => hrefs.includes(href)) ?? pathname;
}
