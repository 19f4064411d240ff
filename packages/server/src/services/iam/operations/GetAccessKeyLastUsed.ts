/**
 * Page: IAM API Reference "GetAccessKeyLastUsed". A key that does not exist, or is another
 * account's, is refused as AWS does, with AccessDenied, so that nobody learns which keys exist.
 */
import type {
  GetAccessKeyLastUsedRequest,
  GetAccessKeyLastUsedResponse,
} from '@aws-sdk/client-iam';
import { GetAccessKeyLastUsed$ } from '@aws-sdk/client-iam';
import { failWith } from '@hallpass/wire';
import type { AccessKeyRecord } from '../../../data/access-keys.ts';
import { findAccessKey } from '../../../data/access-keys.ts';
import { rootArn } from '../../../data/arns.ts';
import { findUserById } from '../../../data/users.ts';
import type { ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { accessKeyId } from '../constraints.ts';
import type { EntityContext } from '../entities.ts';
import { entityAccess, ownerOf } from '../entities.ts';

async function ownKey(context: EntityContext, id: string): Promise<AccessKeyRecord> {
  const key = await findAccessKey(context.tx, id);
  if (key?.accountId === ownerOf(context).accountId) return key;
  const { arn } = signedCaller(context);
  throw failWith(
    'AccessDenied',
    `User: ${arn} is not authorized to perform iam:GetAccessKeyLastUsed on resource: access key ${id}`,
  );
}

export const GetAccessKeyLastUsed: ReadOperation<
  GetAccessKeyLastUsedRequest,
  GetAccessKeyLastUsedResponse
> = {
  schema: GetAccessKeyLastUsed$,
  constraints: { AccessKeyId: accessKeyId },
  async access(input, context) {
    const action = 'iam:GetAccessKeyLastUsed';
    const key = await ownKey(context, input.AccessKeyId ?? '');
    const user = key.userId === undefined ? undefined : await findUserById(context.tx, key.userId);
    if (user === undefined) return [{ action, resource: rootArn(ownerOf(context)) }];
    return [{ action, ...entityAccess(context, 'user', user) }];
  },
  mode: 'read',
  async handle(input, context) {
    const key = await ownKey(context, input.AccessKeyId ?? '');
    const user = key.userId === undefined ? undefined : await findUserById(context.tx, key.userId);
    const use = await context.server.lastUsed.find(context.tx, key.id);
    return {
      ...(user === undefined ? {} : { UserName: user.name }),
      AccessKeyLastUsed: {
        ServiceName: use?.service ?? 'N/A',
        Region: use?.region ?? 'N/A',
        LastUsedDate: use === undefined ? undefined : new Date(use.atMs),
      },
    };
  },
};
