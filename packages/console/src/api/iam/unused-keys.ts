/**
 * Access keys that nobody has used for long: asked for user by user, since IAM has no list of them
 * but the credential report. Page: IAM UG "Security best practices in IAM" (unused credentials).
 */
import type { IAMClient } from '@aws-sdk/client-iam';
import { GetAccessKeyLastUsedCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useIam } from '../iam-client.ts';
import { useSessionId } from '../session-context.ts';
import { iamKey } from './iam-keys.ts';

const unusedAfterDays = 90;
const dayMs = 86_400_000;

/** Each costs two requests and more. */
export const usersAskedMax = 200;
const atOnce = 8;

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
    async queryFn() {
      const unused: UnusedKey[] = [];
      for (let first = 0; first < asked.length; first += atOnce) {
        const names = asked.slice(first, first + atOnce);
        const found = await Promise.all(names.map((name) => unusedKeysOf(iam, name)));
        unused.push(...found.flat());
      }
      return unused;
    },
  });
}
