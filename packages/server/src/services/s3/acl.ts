/**
 * Access control lists. Every bucket here has ACLs off (BucketOwnerEnforced): what is read shows
 * the owner's full control, what is written may say nothing else. DEVIATION: the ownership settings
 * that turn ACLs on (BucketOwnerPreferred, ObjectWriter) are not built. Pages: S3 UG "Access
 * control list (ACL) overview", "Controlling ownership of objects and disabling ACLs".
 */
import { failWith } from '@hallpass/wire';
import type { ReadTransaction } from '@hallpass/store';
import { findAccount } from '../../data/accounts.ts';
import type { BucketRecord } from '../../data/buckets.ts';
import { failS3, invalidArgument, malformedXml } from './errors.ts';

export interface AclInput {
  readonly ACL?: string | undefined;
  readonly GrantFullControl?: string | undefined;
  readonly GrantRead?: string | undefined;
  readonly GrantReadACP?: string | undefined;
  readonly GrantWrite?: string | undefined;
  readonly GrantWriteACP?: string | undefined;
}

export interface Grantee {
  readonly ID?: string | undefined;
  readonly URI?: string | undefined;
  readonly EmailAddress?: string | undefined;
  readonly Type: string | undefined;
}

export interface AccessControlPolicy {
  readonly Grants?:
    | readonly {
        readonly Grantee?: Grantee | undefined;
        readonly Permission?: string | undefined;
      }[]
    | undefined;
  readonly Owner?: { readonly ID?: string | undefined } | undefined;
}

const cannedAcls = new Set([
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
  'log-delivery-write',
]);

function grantsOf(input: AclInput): readonly string[] {
  const { GrantFullControl, GrantRead, GrantReadACP, GrantWrite, GrantWriteACP } = input;
  return [GrantFullControl, GrantRead, GrantReadACP, GrantWrite, GrantWriteACP].filter(
    (grant): grant is string => grant !== undefined,
  );
}

/** Whether a request sets an ACL at all: then it needs the permission to. */
export function setsAcl(input: AclInput): boolean {
  return input.ACL !== undefined || grantsOf(input).length > 0;
}

function checkForm(input: AclInput): void {
  if (input.ACL !== undefined && !cannedAcls.has(input.ACL)) {
    throw invalidArgument('', { name: 'x-amz-acl', value: input.ACL });
  }
  if (input.ACL !== undefined && grantsOf(input).length > 0) {
    throw failWith(
      'InvalidRequest',
      'Specifying both Canned ACLs and Header Grants is not allowed',
    );
  }
}

const ownersOwn = new Set(['private', 'bucket-owner-full-control']);

/** For writes of objects and buckets that exist: nothing but the owner's own full control. */
export function checkAclHeaders(input: AclInput, ownerId: string): void {
  checkForm(input);
  const { GrantFullControl: full } = input;
  const grants = grantsOf(input);
  const isOwners = grants.length === 0 || (grants.length === 1 && full === `id="${ownerId}"`);
  if (!isOwners || (input.ACL !== undefined && !ownersOwn.has(input.ACL))) {
    throw failS3('AccessControlListNotSupported');
  }
}

/** For CreateBucket, whose error is another one. */
export function checkNewBucketAcl(input: AclInput): void {
  checkForm(input);
  if (grantsOf(input).length > 0 || (input.ACL !== undefined && input.ACL !== 'private')) {
    throw failS3('InvalidBucketAclWithObjectOwnership');
  }
}

const permissions = new Set(['FULL_CONTROL', 'READ', 'WRITE', 'READ_ACP', 'WRITE_ACP']);

/** PutBucketAcl and PutObjectAcl. */
export function checkPutAcl(
  input: AclInput & { readonly AccessControlPolicy?: AccessControlPolicy | undefined },
  ownerId: string,
): void {
  const { AccessControlPolicy: policy } = input;
  if (policy === undefined) {
    if (!setsAcl(input)) {
      throw failS3('MissingSecurityHeader', undefined, { MissingHeaderName: 'x-amz-acl' });
    }
    checkAclHeaders(input, ownerId);
    return;
  }
  if (setsAcl(input)) throw failS3('UnexpectedContent');
  if (policy.Owner?.ID === undefined || policy.Grants === undefined) {
    throw failS3('MalformedACLError');
  }
  for (const { Grantee: grantee, Permission: permission } of policy.Grants) {
    if (grantee === undefined || !permissions.has(permission ?? '')) throw malformedXml();
  }
  const [grant] = policy.Grants;
  const isOwners =
    policy.Owner.ID === ownerId &&
    policy.Grants.length === 1 &&
    grant?.Grantee?.ID === ownerId &&
    grant.Permission === 'FULL_CONTROL';
  if (!isOwners) throw failS3('AccessControlListNotSupported');
}

/** The canonical id of the account that owns the bucket, and so all that is in it. */
export async function ownerIdOf(tx: ReadTransaction, bucket: BucketRecord): Promise<string> {
  const account = await findAccount(tx, bucket.accountId);
  if (account === undefined) throw new Error(`the owner of bucket ${bucket.name} is missing`);
  return account.canonicalUserId;
}

/** GetBucketAcl and GetObjectAcl. */
export async function aclOutput(
  tx: ReadTransaction,
  bucket: BucketRecord,
): Promise<{
  Owner: { ID: string };
  Grants: { Grantee: { ID: string; Type: 'CanonicalUser' }; Permission: 'FULL_CONTROL' }[];
}> {
  const ID = await ownerIdOf(tx, bucket);
  return {
    Owner: { ID },
    Grants: [{ Grantee: { ID, Type: 'CanonicalUser' }, Permission: 'FULL_CONTROL' }],
  };
}
