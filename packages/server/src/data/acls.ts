/**
 * Access control lists of buckets and objects, and who owns an object. An absent list is the
 * default one: the owner has full control, and nobody else has any. Pages: S3 UG "Access control
 * list (ACL) overview", "Controlling ownership of objects and disabling ACLs for your bucket".
 */

export type AclPermission = 'FULL_CONTROL' | 'READ' | 'WRITE' | 'READ_ACP' | 'WRITE_ACP';

/** Groups that AWS has predefined; the end of their URIs says where. */
export type AclGroup = 'AllUsers' | 'AuthenticatedUsers' | 'LogDelivery';

export type AclGrantee = { readonly canonicalUserId: string } | { readonly group: AclGroup };

export type AclGrant = { readonly grantee: AclGrantee; readonly permission: AclPermission };

export type Acl = readonly AclGrant[];

/** The account whose caller wrote an object into another account's bucket. */
export type ObjectOwner = {
  /** Absent for anonymous writers. */
  readonly accountId?: string;
  readonly canonicalUserId: string;
};

/** What of an object says who may reach it, beside the bucket's own rules. */
export type ObjectAccess = {
  /** Absent: the bucket's owner. */
  readonly owner?: ObjectOwner;
  readonly acl?: Acl;
};

/**
 * S3's name for whoever writes without a signature. Page: S3 UG "Access control list (ACL)
 * overview", "Who is a grantee?".
 */
export const anonymousCanonicalUserId: string = '65a011a29cdf8ec533ec3d1ccaae921c'.padEnd(64, '0');

export function hasAcls({ objectOwnership }: { readonly objectOwnership?: string }): boolean {
  return objectOwnership !== 'BucketOwnerEnforced';
}

const isPublicGrantee = (grantee: AclGrantee): boolean =>
  'group' in grantee && grantee.group !== 'LogDelivery';

/** "Public" as Block Public Access means it: for everyone, or for everyone with an AWS account. */
export function isPublicAcl(acl: Acl): boolean {
  return acl.some(({ grantee }) => isPublicGrantee(grantee));
}

/** The grants in force: IgnorePublicAcls takes the public ones away. */
export function effectiveAcl(
  acl: Acl,
  { publicAccessBlock }: { readonly publicAccessBlock?: { readonly ignorePublicAcls: boolean } },
): Acl {
  if (publicAccessBlock?.ignorePublicAcls !== true) return acl;
  return acl.filter(({ grantee }) => !isPublicGrantee(grantee));
}
