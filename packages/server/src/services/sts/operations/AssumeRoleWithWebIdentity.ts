/**
 * Page: STS API Reference "AssumeRoleWithWebIdentity". Called without a signature: who calls is
 * what the token says, once it is verified, and the role's trust policy decides about that.
 *
 * DEVIATION: only providers made in IAM are known; AWS also knows Google, Facebook, Login with
 * Amazon and Amazon Cognito by itself (ProviderId). The keys of the token (ISSUER:sub …) are there
 * while the role is assumed, and not in the requests of the session.
 */
import type {
  AssumeRoleWithWebIdentityRequest,
  AssumeRoleWithWebIdentityResponse,
} from '@aws-sdk/client-sts';
import { AssumeRoleWithWebIdentity$ } from '@aws-sdk/client-sts';
import { failWith } from '@hallpass/wire';
import { anonymousCaller } from '../../../authenticate/caller.ts';
import { issueCredentials } from '../../../authenticate/session-token.ts';
import type { AccessItem } from '../../../authorize/authorize.ts';
import { decide } from '../../../authorize/authorize.ts';
import { findAccount } from '../../../data/accounts.ts';
import { assumedRoleArn, parseArn } from '../../../data/arns.ts';
import { identityArn } from '../../../data/identities.ts';
import type { OidcProviderRecord } from '../../../data/oidc-providers.ts';
import { findOidcProvider, oidcProviderArn } from '../../../data/oidc-providers.ts';
import type { RoleRecord } from '../../../data/roles.ts';
import { findRole } from '../../../data/roles.ts';
import type { OwnOperation, RequestInfo } from '../../../operation.ts';
import { roleArnParts } from '../assume-role-request.ts';
import { policyArns, roleArn, roleSessionName, sessionPolicy } from '../constraints.ts';
import { credentialsOutput } from '../credentials-output.ts';
import { checkPolicyArns, packedPolicySize, sessionPolicies } from '../session-request.ts';
import { tokenSession } from '../token-session.ts';
import type { WebIdentityClaims } from '../web-identity-token.ts';
import { issuerUrl, noProvider, statedClaims, verifyToken } from '../web-identity-token.ts';

const action = 'sts:AssumeRoleWithWebIdentity';

/** One text whether the role is not there, does not trust the provider, or denies it. */
const notAuthorized = (what = action) =>
  failWith('AccessDenied', `Not authorized to perform ${what}`);

type Input = AssumeRoleWithWebIdentityRequest;

/** The provider that the token names, of the account of the role. */
async function providerFor(input: Input, context: RequestInfo): Promise<OidcProviderRecord> {
  const stated = await statedClaims(input.WebIdentityToken ?? '');
  const { accountId, partition } = roleArnParts(input.RoleArn ?? '');
  return context.server.metadata.read(async (tx) => {
    const account = await findAccount(tx, accountId);
    if (account?.partition !== partition || account.closedAtMs !== undefined) throw notAuthorized();
    const provider = await findOidcProvider(tx, accountId, issuerUrl(stated));
    if (provider === undefined) throw noProvider(stated);
    return provider;
  });
}

/** What the trust policy may ask about. Page: IAM UG "Available keys for AWS OIDC federation". */
function conditionKeys(input: Input, { issuer, audience, subject, payload }: WebIdentityClaims) {
  const key = (claim: string): string => `${issuer}:${claim}`.toLowerCase();
  const { amr, azp, aud, email } = payload;
  return {
    'sts:rolesessionname': input.RoleSessionName,
    [key('aud')]: audience,
    [key('sub')]: subject,
    ...(typeof azp === 'string' && typeof aud === 'string' ? { [key('oaud')]: aud } : {}),
    ...(typeof email === 'string' ? { [key('email')]: email } : {}),
    ...(Array.isArray(amr) ? { [key('amr')]: amr.filter((one) => typeof one === 'string') } : {}),
  };
}

/** The role, if its trust policy allows all that the token asks for. */
async function trustedRole(
  input: Input,
  context: RequestInfo,
  { provider, claims }: { provider: OidcProviderRecord; claims: WebIdentityClaims },
): Promise<RoleRecord> {
  const { accountId, partition, resource } = roleArnParts(input.RoleArn ?? '');
  const { tags, transitiveTagKeys, sourceIdentity } = tokenSession(claims.payload);
  const item = (name: string): AccessItem => ({
    action: name,
    resource: input.RoleArn ?? '',
    requestTags: tags,
    context: {
      ...conditionKeys(input, claims),
      'sts:transitivetagkeys': transitiveTagKeys,
      'sts:sourceidentity': sourceIdentity,
    },
  });
  const items = [
    item(action),
    ...(tags.length === 0 ? [] : [item('sts:TagSession')]),
    ...(sourceIdentity === undefined ? [] : [item('sts:SetSourceIdentity')]),
  ];
  const principal = {
    kind: 'web-identity' as const,
    provider: oidcProviderArn({ partition, accountId }, provider.url),
  };
  return context.server.metadata.read(async (tx) => {
    // As it is now: the provider may be gone since its keys were asked for.
    const current = await findOidcProvider(tx, accountId, provider.url);
    if (current?.clientIds.includes(claims.audience) !== true) throw notAuthorized();
    const caller = { ...anonymousCaller, principal };
    for (const one of items) {
      const { decision } = await decide({ ...context, tx, caller }, one);
      if (decision.effect !== 'allow') throw notAuthorized(one.action);
    }
    const role = await findRole(tx, accountId, resource.slice(resource.lastIndexOf('/') + 1));
    const arn = role && identityArn({ partition, accountId }, 'role', role);
    if (role === undefined || arn !== input.RoleArn) throw notAuthorized();
    await checkPolicyArns(tx, accountId, sessionPolicies(input));
    return role;
  });
}

const durationSecondsDefault = 3600;

function durationSeconds({ DurationSeconds = durationSecondsDefault }: Input, role: RoleRecord) {
  if (DurationSeconds <= role.maxSessionDurationSeconds) return DurationSeconds;
  throw failWith(
    'ValidationError',
    'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
  );
}

interface Granted {
  readonly provider: OidcProviderRecord;
  readonly claims: WebIdentityClaims;
  readonly role: RoleRecord;
}

function answer(
  input: Input,
  context: RequestInfo,
  { provider, claims, role }: Granted,
): AssumeRoleWithWebIdentityResponse {
  const { accountId } = role;
  const { partition = 'aws' } = parseArn(input.RoleArn ?? '') ?? {};
  const providerArn = oidcProviderArn({ partition, accountId }, provider.url);
  const policies = sessionPolicies(input);
  const { tags, transitiveTagKeys, sourceIdentity } = tokenSession(claims.payload);
  const packed = packedPolicySize(policies, tags);
  const sessionName = input.RoleSessionName ?? '';
  const expiresAtMs = context.nowMs + durationSeconds(input, role) * 1000;
  const credentials = issueCredentials(context.server.secrets, {
    kind: 'assumed-role',
    accountId,
    principalId: role.id,
    sessionName,
    issuedAtMs: context.nowMs,
    expiresAtMs,
    federatedProvider: providerArn,
    ...policies,
    ...(tags.length === 0 ? {} : { tags, transitiveTagKeys }),
    ...(sourceIdentity === undefined ? {} : { sourceIdentity }),
  });
  return {
    Credentials: credentialsOutput(credentials, expiresAtMs),
    AssumedRoleUser: {
      AssumedRoleId: `${role.id}:${sessionName}`,
      Arn: assumedRoleArn({ partition, accountId }, role.name, sessionName),
    },
    SubjectFromWebIdentityToken: claims.subject,
    Provider: providerArn,
    Audience: claims.audience,
    ...(packed === undefined ? {} : { PackedPolicySize: packed }),
    ...(sourceIdentity === undefined ? {} : { SourceIdentity: sourceIdentity }),
  };
}

export const AssumeRoleWithWebIdentity: OwnOperation<Input, AssumeRoleWithWebIdentityResponse> = {
  schema: AssumeRoleWithWebIdentity$,
  constraints: {
    RoleArn: roleArn,
    RoleSessionName: roleSessionName,
    WebIdentityToken: { length: [4, 20_000] },
    ProviderId: { length: [4, 2048] },
    PolicyArns: policyArns,
    Policy: sessionPolicy,
    DurationSeconds: { range: [900, 43_200] },
  },
  access: {
    public: 'the trust policy of the role decides, about whom the verified token names',
    unsigned: true,
  },
  mode: 'own',
  async handle(input, context) {
    const provider = await providerFor(input, context);
    const { issuerKeys: keys } = context.server;
    const { nowMs } = context;
    const claims = await verifyToken(input.WebIdentityToken ?? '', { keys, provider, nowMs });
    const role = await trustedRole(input, context, { provider, claims });
    return answer(input, context, { provider, claims, role });
  },
};
