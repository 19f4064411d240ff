/** Page: STS API Reference "GetCallerIdentity". */
import type { GetCallerIdentityRequest, GetCallerIdentityResponse } from '@aws-sdk/client-sts';
import { GetCallerIdentity$ } from '@aws-sdk/client-sts';
import type { ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';

export const GetCallerIdentity: ReadOperation<GetCallerIdentityRequest, GetCallerIdentityResponse> =
  {
    schema: GetCallerIdentity$,
    access: {
      public: 'AWS answers it even against an explicit deny: it only says who one is',
      action: 'sts:GetCallerIdentity',
    },
    mode: 'read',
    async handle(_input, context) {
      const caller = signedCaller(context);
      return { UserId: caller.userId, Account: caller.accountId, Arn: caller.arn };
    },
  };
