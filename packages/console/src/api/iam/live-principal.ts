/**
 * The live policies of a user, group or role of this account, for the simulator in the page: each
 * read by the call that gives it, so that what one may not read is only that. Pages: IAM API
 * Reference "GetUser", "GetRole", "ListGroupsForUser", "GetPolicyVersion".
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import {
  GetGroupCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetUserCommand,
  paginateListGroupsForUser,
} from '@aws-sdk/client-iam';
import type { PolicyOrigin } from '@hallpass/policy';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import type { LivePolicy, LivePrincipal, Unread } from '../../simulator/live-policies.ts';
import { errorText } from '../errors.ts';
import { useIam } from '../iam-client.ts';
import { listAll } from '../list-all.ts';
import { useSession, useSessionId } from '../session-context.ts';
import type { Holder } from './holder-policies.ts';
import { holderApi } from './holder-policies.ts';
import { iamKey } from './iam-keys.ts';
import { decodeDocument } from './policies.ts';

interface Reading {
  readonly iam: IAMClient;
  readonly unread: Unread[];
}

/** Like the call, but what is refused is noted. */
async function attempt<T>(
  { unread }: Pick<Reading, 'unread'>,
  what: string,
  call: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    unread.push({ what, why: errorText(error).message });
    return undefined;
  }
}

async function managedText(iam: IAMClient, PolicyArn: string): Promise<string> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  return decodeDocument(PolicyVersion?.Document);
}

const afterSlash = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

interface Found {
  readonly layer: 'identity' | 'boundary';
  readonly name: string;
  readonly place: string;
  readonly origin: PolicyOrigin;
}

async function livePolicy(
  reading: Reading,
  found: Found,
  read: () => Promise<string>,
): Promise<LivePolicy[]> {
  const { layer, name, place, origin } = found;
  const text = await attempt(reading, `The policy ${name} of ${place}`, read);
  const id = `${layer} ${place} ${origin.arn ?? `inline ${name}`}`;
  return text === undefined ? [] : [{ id, layer, level: 0, name, place, origin, text }];
}

/** Inline and attached policies of a user, a group or a role. */
async function identityPolicies(
  reading: Reading,
  { kind, name }: Holder,
  arn: string,
): Promise<LivePolicy[]> {
  const api = holderApi(kind, reading.iam);
  const place = `${kind} ${name}`;
  const [inline = [], attached = []] = await Promise.all([
    attempt(reading, `The inline policies of ${place}`, () => api.inline(name)),
    attempt(reading, `The attached policies of ${place}`, () => api.attached(name)),
  ]);
  const shared = { layer: 'identity' as const, place };
  const policies = await Promise.all([
    ...inline.map((policy) => {
      const origin = { type: 'identity' as const, name: policy, attachedTo: arn };
      const found = { ...shared, name: policy, origin };
      return livePolicy(reading, found, () => api.document(name, policy));
    }),
    ...attached.map(({ PolicyArn = '', PolicyName = '' }) => {
      const origin = { type: 'identity' as const, arn: PolicyArn, attachedTo: arn };
      const found = { ...shared, name: PolicyName, origin };
      return livePolicy(reading, found, () => managedText(reading.iam, PolicyArn));
    }),
  ]);
  return policies.flat();
}

function boundaryPolicy(
  reading: Reading,
  place: string,
  arn: string | undefined,
): Promise<LivePolicy[]> {
  if (arn === undefined) return Promise.resolve([]);
  const origin = { type: 'boundary' as const, arn };
  const found = { layer: 'boundary' as const, name: afterSlash(arn), place, origin };
  return livePolicy(reading, found, () => managedText(reading.iam, arn));
}

interface Named {
  readonly arn: string;
  readonly partition: string;
  readonly accountId: string;
  readonly name: string;
}

async function groupsPolicies(reading: Reading, { name }: Named): Promise<LivePolicy[]> {
  const pages = paginateListGroupsForUser({ client: reading.iam }, { UserName: name });
  const groups = await attempt(reading, `The groups of user ${name}`, () =>
    listAll(pages, (page) => page.Groups),
  );
  const policies = (groups ?? []).map(({ GroupName = '', Arn = '' }) =>
    identityPolicies(reading, { kind: 'group', name: GroupName }, Arn),
  );
  return (await Promise.all(policies)).flat();
}

async function liveUser(reading: Reading, named: Named): Promise<LivePrincipal> {
  const { arn, partition, accountId, name } = named;
  const { User } = await reading.iam.send(new GetUserCommand({ UserName: name }));
  const id = User?.UserId ?? '';
  const boundaryArn = User?.PermissionsBoundary?.PermissionsBoundaryArn;
  const policies = await Promise.all([
    identityPolicies(reading, { kind: 'user', name }, arn),
    groupsPolicies(reading, named),
    boundaryPolicy(reading, `user ${name}`, boundaryArn),
  ]);
  return {
    arn,
    accountId,
    principal: { kind: 'user', partition, accountId, arn, id },
    userId: id,
    userName: name,
    tags: User?.Tags ?? [],
    policies: policies.flat(),
    unread: reading.unread,
  };
}

/** As in a session that nobody began: so its own name is the simulator's. */
const sessionName = 'simulated';

async function liveRole(reading: Reading, named: Named): Promise<LivePrincipal> {
  const { arn: roleArn, partition, accountId, name } = named;
  const { Role } = await reading.iam.send(new GetRoleCommand({ RoleName: name }));
  const roleId = Role?.RoleId ?? '';
  const boundaryArn = Role?.PermissionsBoundary?.PermissionsBoundaryArn;
  const policies = await Promise.all([
    identityPolicies(reading, { kind: 'role', name }, roleArn),
    boundaryPolicy(reading, `role ${name}`, boundaryArn),
  ]);
  const arn = `arn:${partition}:sts::${accountId}:assumed-role/${name}/${sessionName}`;
  return {
    arn: roleArn,
    accountId,
    principal: {
      kind: 'assumed-role',
      partition,
      accountId,
      arn,
      roleArn,
      roleId,
      sessionName,
    },
    userId: `${roleId}:${sessionName}`,
    userName: undefined,
    tags: Role?.Tags ?? [],
    policies: policies.flat(),
    unread: reading.unread,
  };
}

/** A group is nobody: the server, too, takes a user who has no other policies. */
async function liveGroup(reading: Reading, named: Named): Promise<LivePrincipal> {
  const { arn, partition, accountId, name } = named;
  // Refused, or not there: said as such instead of no policies.
  await reading.iam.send(new GetGroupCommand({ GroupName: name, MaxItems: 1 }));
  const member = `arn:${partition}:iam::${accountId}:user/${sessionName}`;
  const id = 'AIDASIMULATEDUSER0000';
  return {
    arn,
    accountId,
    principal: { kind: 'user', partition, accountId, arn: member, id },
    userId: id,
    userName: sessionName,
    tags: [],
    policies: await identityPolicies(reading, { kind: 'group', name }, arn),
    unread: reading.unread,
  };
}

const principalPattern = /^arn:([a-z-]+):iam::(\d{12}):(user|group|role)\/(?:.*\/)?([^/]+)$/;

const readers = { user: liveUser, role: liveRole, group: liveGroup } as const;

export const isPrincipalArn = (arn: string): boolean => principalPattern.test(arn);

/** Asked for anew whenever the page is opened: what is simulated is what is in force. */
export function useLivePrincipalQuery(arn: string): UseQueryResult<LivePrincipal> {
  const iam = useIam();
  const { accountId: ownId } = useSession();
  return useQuery({
    queryKey: iamKey(useSessionId(), 'live-principal', arn),
    enabled: isPrincipalArn(arn),
    staleTime: 0,
    queryFn: () => {
      const [, partition = '', accountId = '', kind = '', name = ''] =
        principalPattern.exec(arn) ?? [];
      if (accountId !== ownId) {
        throw new Error(`Only principals of this account (${ownId}) can be simulated.`);
      }
      const read = readers[kind as keyof typeof readers];
      return read({ iam, unread: [] }, { arn, partition, accountId, name });
    },
  });
}
