/**
 * Who asks, from the ARN as people write it. Page: IAM UG "IAM JSON policy elements: Principal",
 * "IAM identifiers". Unique ids are made up: policies of a test name principals by ARN.
 */
import type { Principal } from '@hallpass/policy';

/** What an ARN alone does not say. */
export interface PrincipalDetails {
  /** Of a session, when the role has a path. */
  readonly role?: string;
  /** The IAM user behind a federated user. */
  readonly user?: string;
}

const arnPattern = /^arn:(aws[a-z-]*):(iam|sts)::(\d{12}):(.+)$/;

const madeUpId = (prefix: string, name: string): string =>
  `${prefix}${Buffer.from(name).toString('hex').toUpperCase().padEnd(16, '0')}`;

const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

interface Owner {
  readonly partition: string;
  readonly accountId: string;
}

function roleSession(owner: Owner, roleArn: string, sessionName: string): Principal {
  const roleName = lastPart(roleArn);
  return {
    kind: 'assumed-role',
    ...owner,
    arn: `arn:${owner.partition}:sts::${owner.accountId}:assumed-role/${roleName}/${sessionName}`,
    roleArn,
    roleId: madeUpId('AROA', roleName),
    sessionName,
  };
}

function iamPrincipal(owner: Owner, arn: string, resource: string): Principal | undefined {
  const [kind = '', ...path] = resource.split('/');
  if (resource === 'root') return { kind: 'root', ...owner, arn };
  if (path.at(-1) === undefined || path.at(-1) === '') return undefined;
  if (kind === 'user') {
    return { kind: 'user', ...owner, arn, id: madeUpId('AIDA', lastPart(resource)) };
  }
  if (kind === 'role') return roleSession(owner, arn, 'test');
  const { accountId } = owner;
  if (kind === 'oidc-provider') return { kind: 'web-identity', provider: arn, accountId };
  return kind === 'saml-provider' ? { kind: 'saml', provider: arn, accountId } : undefined;
}

function stsPrincipal(
  owner: Owner,
  resource: string,
  details: PrincipalDetails,
): Principal | undefined {
  const [kind, name = '', session = '', ...more] = resource.split('/');
  const prefix = `arn:${owner.partition}`;
  if (kind === 'assumed-role' && name !== '' && session !== '' && more.length === 0) {
    const roleArn = details.role ?? `${prefix}:iam::${owner.accountId}:role/${name}`;
    return lastPart(roleArn) === name ? roleSession(owner, roleArn, session) : undefined;
  }
  if (kind !== 'federated-user' || name === '' || session !== '') return undefined;
  const arn = `${prefix}:sts::${owner.accountId}:federated-user/${name}`;
  const { user } = details;
  return {
    kind: 'federated-user',
    ...owner,
    arn,
    ...(user === undefined ? {} : { userArn: user, userId: madeUpId('AIDA', lastPart(user)) }),
  };
}

const serviceName = /^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.amazonaws\.com(?:\.cn)?$/;
/** Known to IAM by their host, without a provider of the account. */
const hosts: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'www.amazon.com',
]);

/** `undefined` when nobody is named so. */
export function principalFrom(
  written: string,
  details: PrincipalDetails = {},
): Principal | undefined {
  if (written === 'anonymous') return { kind: 'anonymous' };
  if (hosts.has(written)) return { kind: 'web-identity', provider: written };
  if (serviceName.test(written)) return { kind: 'service', service: written };
  const [, partition, service, accountId, resource] = arnPattern.exec(written) ?? [];
  if (partition === undefined || accountId === undefined || resource === undefined) {
    return undefined;
  }
  const owner = { partition, accountId };
  return service === 'iam'
    ? iamPrincipal(owner, written, resource)
    : stsPrincipal(owner, resource, details);
}

/** The keys that follow from who asks, as AWS gives them with each request. */
export function principalKeys(principal: Principal): Readonly<Record<string, string>> {
  if (principal.kind === 'anonymous') {
    return { 'aws:principaltype': 'Anonymous', 'aws:userid': 'anonymous' };
  }
  if (principal.kind === 'service') {
    return {
      'aws:principalisawsservice': 'true',
      'aws:principalservicename': principal.service,
    };
  }
  if (!('partition' in principal)) return {};
  const shared = {
    'aws:principalaccount': principal.accountId,
    'aws:principalarn': principal.arn,
    'aws:principalisawsservice': 'false',
  };
  switch (principal.kind) {
    case 'root':
      return { ...shared, 'aws:principaltype': 'Account', 'aws:userid': principal.accountId };
    case 'user':
      return {
        ...shared,
        'aws:principaltype': 'User',
        'aws:userid': principal.id,
        'aws:username': lastPart(principal.arn),
      };
    case 'assumed-role':
      return {
        ...shared,
        'aws:principalarn': principal.roleArn,
        'aws:principaltype': 'AssumedRole',
        'aws:userid': `${principal.roleId}:${principal.sessionName}`,
      };
    default:
      return {
        ...shared,
        'aws:principaltype': 'FederatedUser',
        'aws:userid': `${principal.accountId}:${lastPart(principal.arn)}`,
      };
  }
}
