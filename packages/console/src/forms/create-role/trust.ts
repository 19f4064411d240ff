/** What the wizard asks of whom a role trusts, and the trust policy made of it. */

export type TrustKind = 'service' | 'account' | 'web-identity' | 'saml' | 'custom';

export interface Trust {
  readonly kind: TrustKind;
  readonly service: string;
  readonly isOtherAccount: boolean;
  readonly accountId: string;
  readonly externalId: string;
  readonly requiresMfa: boolean;
  /** ARN of an identity provider. */
  readonly provider: string;
  readonly audience: string;
  readonly custom: string;
}

export const initialTrust: Trust = {
  kind: 'account',
  service: 'ec2.amazonaws.com',
  isOtherAccount: false,
  accountId: '',
  externalId: '',
  requiresMfa: false,
  provider: '',
  audience: '',
  custom: '',
};

interface Conditions {
  readonly [operator: string]: Readonly<Record<string, string>>;
}

function statement(principal: object, action: string, condition: Conditions): string {
  const one = {
    Effect: 'Allow',
    Principal: principal,
    Action: action,
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
  return JSON.stringify({ Version: '2012-10-17', Statement: [one] }, undefined, 4);
}

function accountTrust(trust: Trust, ownAccountId: string): string {
  const { isOtherAccount, accountId, externalId, requiresMfa } = trust;
  const account = isOtherAccount ? accountId : ownAccountId;
  return statement({ AWS: `arn:aws:iam::${account}:root` }, 'sts:AssumeRole', {
    ...(externalId === '' ? {} : { StringEquals: { 'sts:ExternalId': externalId } }),
    ...(requiresMfa ? { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } : {}),
  });
}

/** `arn:…:oidc-provider/HOST/PATH` → `HOST/PATH`, which the keys of its tokens begin with. */
function issuerOf(provider: string): string {
  return provider.slice(provider.indexOf('oidc-provider/') + 'oidc-provider/'.length);
}

export function trustPolicy(trust: Trust, ownAccountId: string): string {
  switch (trust.kind) {
    case 'service':
      return statement({ Service: trust.service }, 'sts:AssumeRole', {});
    case 'account':
      return accountTrust(trust, ownAccountId);
    case 'web-identity':
      return statement({ Federated: trust.provider }, 'sts:AssumeRoleWithWebIdentity', {
        StringEquals: { [`${issuerOf(trust.provider)}:aud`]: trust.audience },
      });
    case 'saml':
      return statement({ Federated: trust.provider }, 'sts:AssumeRoleWithSAML', {
        StringEquals: { 'SAML:aud': trust.audience },
      });
    default:
      return trust.custom;
  }
}

/** What keeps the wizard from going on. The server has the last word on what exists. */
export function trustFault(trust: Trust): string | undefined {
  if (trust.kind === 'account' && trust.isOtherAccount && !/^\d{12}$/.test(trust.accountId)) {
    return 'An account ID has 12 digits.';
  }
  if (trust.kind === 'custom' && trust.custom.trim() === '') return 'Write a trust policy.';
  const isFederated = trust.kind === 'web-identity' || trust.kind === 'saml';
  if (isFederated && trust.provider === '') return 'Enter the ARN of an identity provider.';
  return undefined;
}
