/** Page: IAM API Reference "GetContextKeysForPrincipalPolicy". */
import type {
  GetContextKeysForPolicyResponse,
  GetContextKeysForPrincipalPolicyRequest,
} from '@aws-sdk/client-iam';
import { GetContextKeysForPrincipalPolicy$ } from '@aws-sdk/client-iam';
import { contextKeys } from '@hallpass/policy';
import { accountView } from '../../../authorize/account-view.ts';
import { appliedPolicies } from '../../../authorize/applied-policies.ts';
import { resourceAuthority } from '../../../authorize/resource-authority.ts';
import type { ReadOperation } from '../../../operation.ts';
import { policyDocument } from '../constraints.ts';
import { simulatedPrincipal, simulationAccess } from '../simulated-principals.ts';
import { compileInput, inputOrigin } from '../simulation.ts';

export const GetContextKeysForPrincipalPolicy: ReadOperation<
  GetContextKeysForPrincipalPolicyRequest,
  GetContextKeysForPolicyResponse
> = {
  schema: GetContextKeysForPrincipalPolicy$,
  constraints: {
    PolicySourceArn: { length: [20, 2048] },
    PolicyInputList: { items: policyDocument },
  },
  access: async (input, context) => [
    {
      action: 'iam:GetContextKeysForPrincipalPolicy',
      ...(await simulationAccess(context, input.PolicySourceArn)),
    },
  ],
  mode: 'read',
  async handle(input, context) {
    const { tx, server } = context;
    const caches = server.policyCaches;
    const { caller, groupIdentity } = await simulatedPrincipal(
      context,
      input.PolicySourceArn ?? '',
    );
    const callerAccountId = caller.accountId;
    const callerAccount = await accountView(tx, caches, callerAccountId);
    const asked = { action: '', arn: '*', callerAccountId, callerAccount };
    const authority = await resourceAuthority(tx, caches, asked);
    const live = await appliedPolicies(tx, caches, { caller, callerAccount, authority });
    const given = compileInput(
      input.PolicyInputList ?? [],
      'session',
      inputOrigin('identity', 'PolicyInputList'),
    );
    const sets = [groupIdentity ?? live.identity, live.boundary, given];
    const documents = sets.flatMap((set) => set?.policies ?? []).map(({ document }) => document);
    const found = new Map<string, string>();
    for (const key of documents.flatMap(contextKeys)) {
      if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
    }
    return { ContextKeyNames: [...found.values()] };
  },
};
