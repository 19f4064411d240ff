/**
 * An ACL as a policy: what its grants allow, in statements that the engine decides like any others,
 * so that a trace shows them. Page: S3 UG "Access control list (ACL) overview", "Mapping of ACL
 * permissions and access policy permissions".
 */
import type { Acl, AclGrantee, AclPermission } from '../data/acls.ts';
import type { StoredPolicy } from './compile.ts';

type Actions = Readonly<Record<AclPermission, readonly string[]>>;

const fullControl = (actions: Omit<Actions, 'FULL_CONTROL'>): Actions => ({
  ...actions,
  FULL_CONTROL: Object.values(actions).flat(),
});

const actions: Readonly<Record<'bucket' | 'object', Actions>> = {
  bucket: fullControl({
    READ: ['s3:ListBucket', 's3:ListBucketVersions', 's3:ListBucketMultipartUploads'],
    WRITE: ['s3:PutObject'],
    READ_ACP: ['s3:GetBucketAcl'],
    WRITE_ACP: ['s3:PutBucketAcl'],
  }),
  object: fullControl({
    READ: ['s3:GetObject', 's3:GetObjectVersion'],
    // "Not applicable."
    WRITE: [],
    READ_ACP: ['s3:GetObjectAcl', 's3:GetObjectVersionAcl'],
    WRITE_ACP: ['s3:PutObjectAcl', 's3:PutObjectVersionAcl'],
  }),
};

function granteePart(grantee: AclGrantee): object {
  if ('canonicalUserId' in grantee) {
    return { Principal: { CanonicalUser: grantee.canonicalUserId } };
  }
  if (grantee.group === 'AllUsers') return { Principal: '*' };
  if (grantee.group === 'LogDelivery')
    return { Principal: { Service: 'logging.s3.amazonaws.com' } };
  return {
    Principal: '*',
    Condition: { StringNotEquals: { 'aws:PrincipalType': 'Anonymous' } },
  };
}

/** It is asked only about the bucket or object that it is of, so its resource is everything. */
export function aclPolicy(
  acl: Acl,
  of: { readonly kind: 'bucket' | 'object'; readonly arn: string },
): StoredPolicy {
  const statements = acl
    .map(({ grantee, permission }) => ({
      Effect: 'Allow',
      ...granteePart(grantee),
      Action: actions[of.kind][permission],
      Resource: '*',
    }))
    .filter(({ Action }) => Action.length > 0);
  return {
    text: JSON.stringify({ Version: '2012-10-17', Statement: statements }),
    origin: { type: 'resource', name: `${of.kind} ACL`, attachedTo: of.arn },
  };
}
