/**
 * Ownership and list of a bucket to be made. A new bucket blocks public access, so a public list is
 * refused. Pages: S3 API Reference "CreateBucket"; S3 UG "Controlling ownership of objects and
 * disabling ACLs for your bucket".
 */
import type { ReadTransaction } from '@hallpass/store';
import { isPublicAcl } from '../../data/acls.ts';
import type { NewBucket } from '../../data/buckets.ts';
import type { RequestInfo } from '../../operation.ts';
import { signedCaller } from '../../operation.ts';
import type { AclInput } from './acl-request.ts';
import { checkAclForm, readAcl, setsAcl } from './acl-request.ts';
import { failS3 } from './errors.ts';
import { readOwnershipHeader } from './ownership.ts';

export async function newBucketAccess(
  context: RequestInfo & { readonly tx: ReadTransaction },
  input: AclInput & { readonly ObjectOwnership?: string | undefined },
): Promise<Pick<NewBucket, 'objectOwnership' | 'acl'>> {
  checkAclForm(input);
  const objectOwnership = readOwnershipHeader(input.ObjectOwnership);
  if (!setsAcl(input)) return { objectOwnership };
  if (objectOwnership === 'BucketOwnerEnforced') {
    if (input.ACL === 'private') return { objectOwnership };
    throw failS3('InvalidBucketAclWithObjectOwnership');
  }
  const { canonicalUserId: owner } = signedCaller(context).account;
  const owners = { owner, bucketOwner: owner };
  const acl = (await readAcl(context.tx, input, { kind: 'bucket', owners })) ?? [];
  if (isPublicAcl(acl)) throw failS3('InvalidBucketAclWithBlockPublicAccessError');
  return { objectOwnership, acl };
}
