/** The link that an administrator mails to people who are to use a role. */
import type { Role } from '@aws-sdk/client-iam';
import { useSession } from '../../api/session-context.ts';
import { publicPaths } from '../../paths/paths.ts';

export function useSwitchLink({ RoleName = '', Path = '/' }: Partial<Role>): string {
  const { accountId, accountAlias } = useSession();
  const roleName = `${Path.slice(1)}${RoleName}`;
  const link = publicPaths.switchRole({ account: accountAlias ?? accountId, roleName });
  return window.location.origin + link;
}
