/**
 * Access keys and passwords that nobody has used for long: asked for user by user, since IAM has no
 * list of them but the credential report. Page: IAM UG "Security best practices in IAM" (unused
 * credentials).
 */
import type { IAMClient, User } from '@aws-sdk/client-iam';
import {
  GetAccessKeyLastUsedCommand,
  GetLoginProfileCommand,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { orNone } from './iam-change.ts';
import { iamKey } from './iam-keys.ts';

const unusedAfterDays = 90;
const dayMs = 86_400_000;

/** Each costs two requests and more. */
export const usersAskedMax = 200;
const atOnce = 8;

/** What is asked of each name, a few at once. */
async function ofEach<T>(
  names: readonly string[],
  ask: (name: string) => Promise<readonly T[]>,
): Promise<readonly T[]> {
  const found: T[] = [];
  for (let first = 0; first < names.length; first += atOnce) {
    const answers = await Promise.all(names.slice(first, first + atOnce).map(ask));
    found.push(...answers.flat());
  }
  return found;
}

export interface UnusedKey {
  readonly userName: string;
  readonly keyId: string;
  /** Absent: never used. */
  readonly lastUsed: Date | undefined;
}

async function unusedKeysOf(iam: IAMClient, UserName: string): Promise<readonly UnusedKey[]> {
  const { AccessKeyMetadata: keys = [] } = await iam.send(new ListAccessKeysCommand({ UserName }));
  const sinceMs = Date.now() - unusedAfterDays * dayMs;
  const unused: UnusedKey[] = [];
  for (const { AccessKeyId = '', Status, CreateDate } of keys) {
    // A young key may still find its use.
    if (Status !== 'Active' || (CreateDate?.getTime() ?? 0) > sinceMs) continue;
    const { AccessKeyLastUsed } = await iam.send(new GetAccessKeyLastUsedCommand({ AccessKeyId }));
    const lastUsed = AccessKeyLastUsed?.LastUsedDate;
    if ((lastUsed?.getTime() ?? 0) < sinceMs) {
      unused.push({ userName: UserName, keyId: AccessKeyId, lastUsed });
    }
  }
  return unused;
}

/** Keys of the first users, active and older than 90 days, without use for as long. */
export function useUnusedKeysQuery(
  userNames: readonly string[] | undefined,
): UseQueryResult<readonly UnusedKey[]> {
  const iam = useIam();
  const asked = userNames?.slice(0, usersAskedMax) ?? [];
  return useQuery({
    queryKey: iamKey(useSessionId(), 'unused-keys', ...asked),
    enabled: userNames !== undefined,
    staleTime: 60_000,
    queryFn: () => ofEach(asked, (name) => unusedKeysOf(iam, name)),
  });
}

/** Whether the user has a password that is old enough to have been used. */
async function hasOldPassword(iam: IAMClient, UserName: string): Promise<boolean> {
  const found = await orNone(iam.send(new GetLoginProfileCommand({ UserName })));
  const createdMs = found?.LoginProfile?.CreateDate?.getTime();
  return createdMs !== undefined && createdMs < Date.now() - unusedAfterDays * dayMs;
}

/** Names of those of the first users who have a password and did not sign in for 90 days. */
export function useUnusedPasswordsQuery(
  users: readonly User[] | undefined,
): UseQueryResult<readonly string[]> {
  const iam = useIam();
  const sinceMs = Date.now() - unusedAfterDays * dayMs;
  const asked = (users ?? [])
    .filter(({ PasswordLastUsed: last, CreateDate }) => {
      return ((last ?? CreateDate)?.getTime() ?? 0) < sinceMs;
    })
    .map(({ UserName = '' }) => UserName)
    .slice(0, usersAskedMax);
  return useQuery({
    queryKey: iamKey(useSessionId(), 'unused-passwords', ...asked),
    enabled: users !== undefined,
    staleTime: 60_000,
    queryFn: () => ofEach(asked, async (name) => ((await hasOldPassword(iam, name)) ? [name] : [])),
  });
}
