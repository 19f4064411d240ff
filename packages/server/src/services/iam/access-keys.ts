/**
 * Long-term access keys of users and of the root user.
 * Page: IAM UG "Manage access keys for IAM users".
 */
import { NoSuchEntityException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import type { AccessKeyRecord } from '../../data/access-keys.ts';
import { findAccessKey } from '../../data/access-keys.ts';
import type { CredentialOwner } from './credential-owners.ts';
import { accessKeyIdsOf } from './credential-owners.ts';
import type { EntityContext } from './entities.ts';

/** A key of the owner; another's key is as unknown as none. */
export async function ownedAccessKey(
  context: EntityContext,
  owner: CredentialOwner,
  accessKeyId: string,
): Promise<AccessKeyRecord> {
  const key = accessKeyIdsOf(owner).includes(accessKeyId)
    ? await findAccessKey(context.tx, accessKeyId)
    : undefined;
  if (key !== undefined) return key;
  throw fail(NoSuchEntityException$, `The Access Key with id ${accessKeyId} cannot be found.`);
}
