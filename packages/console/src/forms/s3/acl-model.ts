/**
 * An access control list as S3's console shows it: a row for each grantee, a column for each
 * permission. Full control is all of them. Page: S3 UG "Access control list (ACL) overview" ("What
 * permissions can I grant?").
 */
import type { Grant, Permission } from '@aws-sdk/client-s3';

export type AclKind = 'bucket' | 'object';

/** In the order of the columns. Of objects there is no WRITE. */
export const aclColumns: Readonly<Record<AclKind, readonly AclColumn[]>> = {
  bucket: [
    { permission: 'READ', group: 'Objects', label: 'List' },
    { permission: 'WRITE', group: 'Objects', label: 'Write' },
    { permission: 'READ_ACP', group: 'Bucket ACL', label: 'Read' },
    { permission: 'WRITE_ACP', group: 'Bucket ACL', label: 'Write' },
  ],
  object: [
    { permission: 'READ', group: 'Object', label: 'Read' },
    { permission: 'READ_ACP', group: 'Object ACL', label: 'Read' },
    { permission: 'WRITE_ACP', group: 'Object ACL', label: 'Write' },
  ],
};

export interface AclColumn {
  readonly permission: Permission;
  readonly group: string;
  readonly label: string;
}

export interface AclRow {
  /** A canonical id, or the URI of a group. */
  readonly id: string;
  readonly kind: 'owner' | 'group' | 'account';
  readonly permissions: readonly Permission[];
}

export interface AclGroup {
  readonly uri: string;
  readonly name: string;
  readonly description: string;
  readonly isPublic: boolean;
}

const everyone: AclGroup = {
  uri: 'http://acs.amazonaws.com/groups/global/AllUsers',
  name: 'Everyone (public access)',
  description: 'Group: AllUsers',
  isPublic: true,
};

const authenticated: AclGroup = {
  uri: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  name: 'Authenticated users group (anyone with an AWS account)',
  description: 'Group: AuthenticatedUsers',
  isPublic: true,
};

const logDelivery: AclGroup = {
  uri: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
  name: 'S3 log delivery group',
  description: 'Group: LogDelivery',
  isPublic: false,
};

const groups: Readonly<Record<AclKind, readonly AclGroup[]>> = {
  bucket: [everyone, authenticated, logDelivery],
  object: [everyone, authenticated],
};

export function groupOf(uri: string): AclGroup | undefined {
  return groups.bucket.find((group) => group.uri === uri);
}

export const isPublicRow = ({ id }: AclRow): boolean => groupOf(id)?.isPublic === true;

/** S3's limit of grants in one list. */
export const grantsMax = 100;

const permissionsOf = (kind: AclKind): readonly Permission[] =>
  aclColumns[kind].map(({ permission }) => permission);

/** The owner and the groups have rows even when nothing is granted to them. */
export function rowsOf(
  kind: AclKind,
  ownerId: string,
  grants: readonly Grant[],
): readonly AclRow[] {
  const granted = new Map<string, readonly Permission[]>();
  for (const { Grantee, Permission: permission } of grants) {
    const id = Grantee?.URI ?? Grantee?.ID;
    if (id === undefined || permission === undefined) continue;
    const added = permission === 'FULL_CONTROL' ? permissionsOf(kind) : [permission];
    granted.set(id, [...(granted.get(id) ?? []), ...added]);
  }
  const row = (id: string, as: AclRow['kind']): AclRow => ({
    id,
    kind: as,
    permissions: permissionsOf(kind).filter((one) => granted.get(id)?.includes(one) === true),
  });
  const fixed = [row(ownerId, 'owner'), ...groups[kind].map(({ uri }) => row(uri, 'group'))];
  const others = [...granted.keys()].filter((id) => fixed.every((shown) => shown.id !== id));
  const isUri = (id: string): boolean => id.startsWith('http:');
  return [...fixed, ...others.map((id) => row(id, isUri(id) ? 'group' : 'account'))];
}

export function grantsOf(kind: AclKind, rows: readonly AclRow[]): readonly Grant[] {
  const all = permissionsOf(kind);
  return rows.flatMap(({ id, kind: as, permissions }): Grant[] => {
    const Grantee: Grant['Grantee'] =
      as === 'group' ? { Type: 'Group', URI: id } : { Type: 'CanonicalUser', ID: id };
    if (all.every((one) => permissions.includes(one))) {
      return [{ Grantee, Permission: 'FULL_CONTROL' }];
    }
    return permissions.map((Permission) => ({ Grantee, Permission }));
  });
}

/** Why the list cannot be saved; `undefined` when it can. */
export function aclFault(kind: AclKind, rows: readonly AclRow[]): string | undefined {
  const accounts = rows.filter((row) => row.kind === 'account');
  if (accounts.some(({ id }) => !/^[0-9a-f]{64}$/.test(id))) {
    return 'A canonical ID has 64 hexadecimal digits. Each account finds its own on its page of Support, or with "aws s3api list-buckets".';
  }
  if (new Set(rows.map(({ id }) => id)).size < rows.length) return 'A grantee is named twice.';
  if (accounts.some(({ permissions }) => permissions.length === 0)) {
    return 'Give every account a permission, or remove it.';
  }
  if (grantsOf(kind, rows).length > grantsMax) return `A list has at most ${grantsMax} grants.`;
  return undefined;
}
