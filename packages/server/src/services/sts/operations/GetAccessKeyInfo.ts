/** Page: STS API Reference "GetAccessKeyInfo". Says whose a key is, active or not. */
import type { GetAccessKeyInfoRequest, GetAccessKeyInfoResponse } from '@aws-sdk/client-sts';
import { GetAccessKeyInfo$ } from '@aws-sdk/client-sts';
import { failWith } from '@hallpass/wire';
import { findAccessKey } from '../../../data/access-keys.ts';
import type { ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';

export const GetAccessKeyInfo: ReadOperation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> = {
  schema: GetAccessKeyInfo$,
  constraints: { AccessKeyId: { length: [16, 128], pattern: /[\w]*/ } },
  access: () => [{ action: 'sts:GetAccessKeyInfo', resource: '*' }],
  mode: 'read',
  async handle(input, context) {
    const id = input.AccessKeyId ?? '';
    const key = await findAccessKey(context.tx, id);
    if (key !== undefined) return { Account: key.accountId };
    // DEVIATION: temporary keys are stored nowhere, so only the caller's own can be told; AWS tells
    // all.
    const caller = signedCaller(context);
    if (id === caller.accessKeyId) return { Account: caller.accountId };
    throw failWith('ValidationError', 'Invalid parameter: AccessKeyId');
  },
};
