/**
 * ACLs as requests write them: a canned ACL, grants in headers, or an AccessControlPolicy document.
 * Page: S3 UG "Access control list (ACL) overview" ("Canned ACL", "Who is a grantee?").
 */
import { failWith } from '@hallpass/wire';
import type { ReadTransaction } from '@hallpass/store';
import { findAccountIdByCanonicalUserId } from '../../data/accounts.ts';
import type { Acl, AclGrant, AclGrantee, AclGroup, AclPermission } from '../../data/acls.ts';
import { anonymousCanonicalUserId } from '../../data/acls.ts';
import { failS3, invalidArgument, malformedXml } from './errors.ts';

export interface AclInput {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

interface GranteeXml {
  readonly ID?: string | undefined;
  readonly URI?: string | undefined;
  readonly EmailAddress?: string | undefined;
  readonly Type: string | undefined;
}

export interface PutAclInput extends AclInput {
  readonly AccessControlPolicy?:
    | {
        readonly Grants?:
          | readonly {
              readonly Grantee?: GranteeXml | undefined;
              readonly Permission?: string | undefined;
            }[]
          | undefined;
        readonly Owner?: { readonly ID?: string | undefined } | undefined;
      }
    | undefined;
}

/** Canonical ids. */
export interface AclOwners {
  /** Of the bucket or object that the list is of. */
  readonly owner: string;
  readonly bucketOwner: string;
}

export interface AclOf {
  readonly kind: 'bucket' | 'object';
  readonly owners: AclOwners;
}

const headerPermissions = {
  GrantFullControl: 'FULL_CONTROL',
  GrantRead: 'READ',
  GrantReadACP: 'READ_ACP',
  GrantWrite: 'WRITE',
  GrantWriteACP: 'WRITE_ACP',
} as const satisfies Partial<Record<keyof AclInput, AclPermission>>;

const permissions: readonly AclPermission[] = Object.values(headerPermissions);

type GrantHeader = keyof typeof headerPermissions;

const grantHeaders = Object.keys(headerPermissions) as GrantHeader[];

const hasGrants = (input: AclInput): boolean =>
  grantHeaders.some((name) => input[name] !== undefined);

/** Whether a request sets an ACL at all: then it needs the permission to. */
export function setsAcl(input: AclInput): boolean {
  return input.ACL !== undefined || hasGrants(input);
}

const groups: Readonly<Record<AclGroup, string>> = {
  AllUsers: 'http://acs.amazonaws.com/groups/global/AllUsers',
  AuthenticatedUsers: 'http://acs.amazonaws.com/groups/global/AuthenticatedUsers',
  LogDelivery: 'http://acs.amazonaws.com/groups/s3/LogDelivery',
};

export const groupUri = (group: AclGroup): string => groups[group];

/** The account of EC2 that canned aws-exec-read lets read bundles of images. */
const imageBundles = '6aa5a366c34c1cbe25dc49211496e913e0351eb0e8c37aa3477e40942ec6b97c';

const toGroup = (group: AclGroup, permission: AclPermission): AclGrant => ({
  grantee: { group },
  permission,
});

const toUser = (canonicalUserId: string, permission: AclPermission): AclGrant => ({
  grantee: { canonicalUserId },
  permission,
});

type Canned = (owners: AclOwners) => readonly AclGrant[];

/** What each canned ACL adds to the owner's full control. */
const canned: Readonly<Record<string, Canned>> = {
  private: () => [],
  'public-read': () => [toGroup('AllUsers', 'READ')],
  'public-read-write': () => [toGroup('AllUsers', 'READ'), toGroup('AllUsers', 'WRITE')],
  'authenticated-read': () => [toGroup('AuthenticatedUsers', 'READ')],
  'aws-exec-read': () => [toUser(imageBundles, 'READ')],
  'bucket-owner-read': ({ owner, bucketOwner }) =>
    owner === bucketOwner ? [] : [toUser(bucketOwner, 'READ')],
  'bucket-owner-full-control': ({ owner, bucketOwner }) =>
    owner === bucketOwner ? [] : [toUser(bucketOwner, 'FULL_CONTROL')],
  'log-delivery-write': () => [toGroup('LogDelivery', 'WRITE'), toGroup('LogDelivery', 'READ_ACP')],
};

/** One way of saying it at a time, and a canned ACL that there is. */
export function checkAclForm(input: PutAclInput): void {
  const { ACL: name, AccessControlPolicy: document } = input;
  if (name !== undefined && !Object.hasOwn(canned, name)) {
    throw invalidArgument('', { name: 'x-amz-acl', value: name });
  }
  if (name !== undefined && hasGrants(input)) {
    throw failWith(
      'InvalidRequest',
      'Specifying both Canned ACLs and Header Grants is not allowed',
    );
  }
  if (document !== undefined && setsAcl(input)) throw failS3('UnexpectedContent');
}

/** PutBucketAcl and PutObjectAcl must ask for something. */
export function requireAclRequest(input: PutAclInput): void {
  if (input.AccessControlPolicy === undefined && !setsAcl(input)) {
    throw failS3('MissingSecurityHeader', undefined, { MissingHeaderName: 'x-amz-acl' });
  }
  checkAclForm(input);
}

const ownersOwn: ReadonlySet<string> = new Set(['private', 'bucket-owner-full-control']);

/** Whether it asks for what is so anyway while ACLs are off: the owner's own full control. */
export function asksForOwnerOnly(input: PutAclInput, ownerId: string): boolean {
  checkAclForm(input);
  const { ACL: name, AccessControlPolicy: document, GrantFullControl: full } = input;
  if (name !== undefined) return ownersOwn.has(name);
  if (document === undefined) {
    const others = grantHeaders.filter((header) => input[header] !== undefined).length;
    return others === 0 || (others === 1 && full === `id="${ownerId}"`);
  }
  const { Grants: grants, Owner: named } = document;
  if (named?.ID === undefined || grants === undefined) throw failS3('MalformedACLError');
  for (const { Grantee: grantee, Permission: permission } of grants) {
    const isKnown = permissions.some((known) => known === permission);
    if (grantee === undefined || !isKnown) throw malformedXml();
  }
  const [grant] = grants;
  return (
    named.ID === ownerId &&
    grants.length === 1 &&
    grant?.Grantee?.ID === ownerId &&
    grant.Permission === 'FULL_CONTROL'
  );
}

async function userGrantee(tx: ReadTransaction, id: string): Promise<AclGrantee> {
  const isKnown = id === anonymousCanonicalUserId || id === imageBundles;
  if (!isKnown && (await findAccountIdByCanonicalUserId(tx, id)) === undefined) {
    throw invalidArgument('Invalid id', { name: 'CanonicalUser/ID', value: id });
  }
  return { canonicalUserId: id };
}

function groupGrantee(uri: string): AclGrantee {
  const [group] = Object.entries(groups).find(([, known]) => known === uri) ?? [];
  if (group === undefined) {
    throw invalidArgument('Invalid group uri', { name: 'Group/URI', value: uri });
  }
  return { group: group as AclGroup };
}

/** S3 has not taken e-mail addresses as grantees since October 2025. */
const noEmail = (): Error => failWith('MethodNotAllowed');

const grantForm = /^\s*(id|uri|emailAddress)\s*=\s*(?:"([^"]*)"|([^\s",]+))\s*$/i;

/** `id="…", uri="…"` */
async function headerGrants(
  tx: ReadTransaction,
  header: string,
  permission: AclPermission,
): Promise<AclGrant[]> {
  const grants: AclGrant[] = [];
  for (const part of header.split(',')) {
    const [, type, quoted, bare] = grantForm.exec(part) ?? [];
    const value = quoted ?? bare;
    if (type === undefined || value === undefined) {
      throw invalidArgument('Argument format not recognized', {
        name: `x-amz-grant-${permission.toLowerCase().replaceAll('_', '-')}`,
        value: header,
      });
    }
    if (type.toLowerCase() === 'emailaddress') throw noEmail();
    const isGroup = type.toLowerCase() === 'uri';
    const grantee = isGroup ? groupGrantee(value) : await userGrantee(tx, value);
    grants.push({ grantee, permission });
  }
  return grants;
}

async function xmlGrant(
  tx: ReadTransaction,
  {
    Grantee: grantee,
    Permission: written,
  }: {
    readonly Grantee?: GranteeXml | undefined;
    readonly Permission?: string | undefined;
  },
): Promise<AclGrant> {
  const permission = permissions.find((known) => known === written);
  if (grantee === undefined || permission === undefined) throw malformedXml();
  if (grantee.EmailAddress !== undefined) throw noEmail();
  if (grantee.URI !== undefined) return { grantee: groupGrantee(grantee.URI), permission };
  if (grantee.ID === undefined) throw malformedXml();
  return { grantee: await userGrantee(tx, grantee.ID), permission };
}

/** S3 UG: "An ACL can have up to 100 grants." */
const grantsMax = 100;

async function documentAcl(
  tx: ReadTransaction,
  document: NonNullable<PutAclInput['AccessControlPolicy']>,
  { owner }: AclOwners,
): Promise<Acl> {
  const { Grants: grants, Owner: named } = document;
  if (named?.ID === undefined || grants === undefined) throw failS3('MalformedACLError');
  if (grants.length > grantsMax) throw failS3('MalformedACLError');
  if (named.ID !== owner) throw failWith('AccessDenied');
  const acl: AclGrant[] = [];
  for (const grant of grants) acl.push(await xmlGrant(tx, grant));
  return acl;
}

/** The list that a request asks for; `undefined` when it asks for none. */
export async function readAcl(
  tx: ReadTransaction,
  input: PutAclInput,
  { kind, owners }: AclOf,
): Promise<Acl | undefined> {
  checkAclForm(input);
  if (input.AccessControlPolicy !== undefined) {
    return documentAcl(tx, input.AccessControlPolicy, owners);
  }
  const { ACL: name } = input;
  if (name !== undefined) {
    // Those about the bucket's owner mean nothing on a bucket.
    const isNothing = kind === 'bucket' && name.startsWith('bucket-owner-');
    const grants = isNothing ? [] : (canned[name]?.(owners) ?? []);
    return [toUser(owners.owner, 'FULL_CONTROL'), ...grants];
  }
  if (!hasGrants(input)) return undefined;
  const acl: AclGrant[] = [];
  for (const header of grantHeaders) {
    const value = input[header];
    if (value === undefined) continue;
    acl.push(...(await headerGrants(tx, value, headerPermissions[header])));
  }
  if (acl.length > grantsMax) throw failS3('MalformedACLError');
  return acl;
}
