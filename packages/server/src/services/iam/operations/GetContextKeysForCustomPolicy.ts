/** Page: IAM API Reference "GetContextKeysForCustomPolicy". The documents are the caller's own. */
import type {
  GetContextKeysForCustomPolicyRequest,
  GetContextKeysForPolicyResponse,
} from '@aws-sdk/client-iam';
import { GetContextKeysForCustomPolicy$, InvalidInputException$ } from '@aws-sdk/client-iam';
import type { PolicyDocument } from '@hallpass/policy';
import { checkPolicy, contextKeys } from '@hallpass/policy';
import { fail } from '@hallpass/wire';
import type { ReadOperation } from '../../../operation.ts';
import { policyDocument } from '../constraints.ts';

/** Of either version: what is asked about need not be a document that IAM would store. */
function parsed(text: string): PolicyDocument {
  const { document, fault } = checkPolicy(text, 'session');
  if (document === undefined || fault !== undefined) {
    throw fail(InvalidInputException$, fault?.message ?? 'The policy is not valid.');
  }
  return document;
}

export const GetContextKeysForCustomPolicy: ReadOperation<
  GetContextKeysForCustomPolicyRequest,
  GetContextKeysForPolicyResponse
> = {
  schema: GetContextKeysForCustomPolicy$,
  constraints: { PolicyInputList: { items: policyDocument } },
  access: () => [{ action: 'iam:GetContextKeysForCustomPolicy', resource: '*' }],
  mode: 'read',
  async handle(input) {
    const documents = (input.PolicyInputList ?? []).map(parsed);
    const found = new Map<string, string>();
    for (const key of documents.flatMap(contextKeys)) {
      if (!found.has(key.toLowerCase())) found.set(key.toLowerCase(), key);
    }
    return { ContextKeyNames: [...found.values()] };
  },
};
