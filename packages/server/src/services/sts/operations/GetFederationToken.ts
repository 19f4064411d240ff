/**
 * Page: STS API Reference "GetFederationToken". The session is the user's permissions ∩ its
 * policies.
 */
import type { GetFederationTokenRequest, GetFederationTokenResponse } from '@aws-sdk/client-sts';
import { GetFederationToken$ } from '@aws-sdk/client-sts';
import { issueCredentials } from '../../../authenticate/session-token.ts';
import type { AccessItem } from '../../../authorize/authorize.ts';
import { federatedUserArn } from '../../../data/arns.ts';
import type { AccessContext, ReadOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { policyArns, sessionPolicy, tags } from '../constraints.ts';
import { credentialsOutput } from '../credentials-output.ts';
import {
  checkPolicyArns,
  packedPolicySize,
  sessionPolicies,
  sessionTags,
} from '../session-request.ts';

const defaultDurationSeconds = 43_200;
const rootDurationSecondsMax = 3600;

function accessItems(input: GetFederationTokenRequest, context: AccessContext): AccessItem[] {
  const caller = signedCaller(context);
  const resource = federatedUserArn(caller, input.Name ?? '');
  const requestTags = sessionTags(input.Tags);
  const item = { resource, requestTags };
  return [
    { ...item, action: 'sts:GetFederationToken' },
    ...(requestTags.length === 0 ? [] : [{ ...item, action: 'sts:TagSession' }]),
  ];
}

export const GetFederationToken: ReadOperation<
  GetFederationTokenRequest,
  GetFederationTokenResponse
> = {
  schema: GetFederationToken$,
  constraints: {
    Name: { length: [2, 32], pattern: /[\w+=,.@-]*/ },
    Policy: sessionPolicy,
    PolicyArns: policyArns,
    DurationSeconds: { range: [900, 129_600] },
    Tags: tags,
  },
  access: accessItems,
  mode: 'read',
  async handle(input, context) {
    const caller = signedCaller(context);
    const policies = sessionPolicies(input);
    await checkPolicyArns(context.tx, caller.accountId, policies);
    const given = sessionTags(input.Tags);
    const packed = packedPolicySize(policies, given);
    const wanted = input.DurationSeconds ?? defaultDurationSeconds;
    const seconds = caller.kind === 'root' ? Math.min(wanted, rootDurationSecondsMax) : wanted;
    const expiresAtMs = context.nowMs + seconds * 1000;
    const name = input.Name ?? '';
    const credentials = issueCredentials(context.server.secrets, {
      kind: 'federated-user',
      accountId: caller.accountId,
      ...(caller.kind === 'root' ? {} : { principalId: caller.userId }),
      sessionName: name,
      issuedAtMs: context.nowMs,
      expiresAtMs,
      ...policies,
      ...(given.length === 0 ? {} : { tags: given }),
    });
    return {
      Credentials: credentialsOutput(credentials, expiresAtMs),
      FederatedUser: {
        FederatedUserId: `${caller.accountId}:${name}`,
        Arn: federatedUserArn(caller, name),
      },
      ...(packed === undefined ? {} : { PackedPolicySize: packed }),
    };
  },
};
