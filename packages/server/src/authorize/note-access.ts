/**
 * Notes who asked for which action, for the reports of last access. On the path of every request:
 * two look-ups in maps and nothing else. Page: IAM UG "Things to know about last accessed
 * information": users and roles are reported, the root user and strangers are not.
 */
import type { RequestInfo } from '../operation.ts';

/** The unique id of the user or role behind a caller, whatever session it acts in. */
function accessorId({ caller }: RequestInfo): string | undefined {
  const { principal } = caller;
  switch (principal.kind) {
    case 'user':
      return principal.id;
    case 'assumed-role':
      return principal.roleId;
    case 'federated-user':
      return principal.userId;
    default:
      return undefined;
  }
}

export function noteAccess(info: RequestInfo, action: string): void {
  const id = accessorId(info);
  if (id === undefined) return;
  info.server.serviceAccess.note(id, action, { atMs: info.nowMs, region: info.region });
}
