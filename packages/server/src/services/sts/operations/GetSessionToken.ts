/**
 * Page: STS API Reference "GetSessionToken". Needs no permission; root sessions last an hour at
 * most.
 */
import type { GetSessionTokenRequest, GetSessionTokenResponse } from '@aws-sdk/client-sts';
import { GetSessionToken$ } from '@aws-sdk/client-sts';
import { issueCredentials } from '../../../authenticate/session-token.ts';
import type { OwnOperation } from '../../../operation.ts';
import { signedCaller } from '../../../operation.ts';
import { serialNumber, tokenCode } from '../constraints.ts';
import { credentialsOutput } from '../credentials-output.ts';
import { mfaShown, useMfaCode } from '../mfa.ts';

const defaultDurationSeconds = 43_200;
const rootDurationSecondsMax = 3600;

export const GetSessionToken: OwnOperation<GetSessionTokenRequest, GetSessionTokenResponse> = {
  schema: GetSessionToken$,
  constraints: {
    DurationSeconds: { range: [900, 129_600] },
    SerialNumber: serialNumber,
    TokenCode: tokenCode,
  },
  access: {
    public: 'no permission is needed to call it: the session is the caller itself',
    action: 'sts:GetSessionToken',
  },
  mode: 'own',
  async handle(input, context) {
    const caller = signedCaller(context);
    const { metadata, secrets } = context.server;
    const withMfa = await metadata.read((tx) => mfaShown(tx, context, { caller, input }));
    if (withMfa) await metadata.transact((tx) => useMfaCode(tx, context, { caller, input }));
    const wanted = input.DurationSeconds ?? defaultDurationSeconds;
    const seconds = caller.kind === 'root' ? Math.min(wanted, rootDurationSecondsMax) : wanted;
    const expiresAtMs = context.nowMs + seconds * 1000;
    const credentials = issueCredentials(secrets, {
      kind: 'session-token',
      accountId: caller.accountId,
      ...(caller.kind === 'root' ? {} : { principalId: caller.userId }),
      issuedAtMs: context.nowMs,
      expiresAtMs,
      ...(withMfa ? { mfaAtMs: context.nowMs } : {}),
    });
    return { Credentials: credentialsOutput(credentials, expiresAtMs) };
  },
};
