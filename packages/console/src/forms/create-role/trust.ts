/**
 * What the wizard asks of whom a role trusts, and the trust policy made of it. Pages: IAM UG
 * "Create a role to delegate permissions to an IAM user", "Create a role for OpenID Connect
 * federation (console)", "Create a role for SAML 2.0 federation (console)".
 */
import { audienceKey, githubSubject, isGithub, issuerOf, noGithub } from './federation.ts';
import type { Github } from './federation.ts';

export type TrustKind = 'service' | 'account' | 'web-identity' | 'saml' | 'custom';

export interface Trust {
  readonly kind: TrustKind;
  readonly service: string;
  readonly isOtherAccount: boolean;
  readonly accountId: string;
  readonly externalId: string;
  readonly requiresMfa: boolean;
  /** ARN of an OpenID Connect provider, or the host of one that AWS knows by itself. */
  readonly provider: string;
  readonly audience: string;
  readonly github: Github;
  /** ARN of a SAML provider. */
  readonly samlProvider: string;
  /** `SAML:aud` and its like. */
  readonly samlAttribute: string;
  readonly samlValue: string;
  readonly allowsConsole: boolean;
  readonly custom: string;
}

/** Whom the assertions for a sign-in to the console are for. */
export const samlSignIn = 'https://signin.aws.amazon.com/saml';

const emptyTrust: Trust = {
  kind: 'account',
  service: 'ec2.amazonaws.com',
  isOtherAccount: false,
  accountId: '',
  externalId: '',
  requiresMfa: false,
  provider: '',
  audience: '',
  github: noGithub,
  samlProvider: '',
  samlAttribute: 'SAML:aud',
  samlValue: samlSignIn,
  allowsConsole: true,
  custom: '',
};

/** With the identity provider that the address names, where a page led here to trust it. */
export function initialTrust(): Trust {
  const provider = new URLSearchParams(window.location.search).get('provider') ?? '';
  if (provider === '') return emptyTrust;
  return provider.includes(':saml-provider/')
    ? { ...emptyTrust, kind: 'saml', samlProvider: provider }
    : { ...emptyTrust, kind: 'web-identity', provider };
}

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

function webIdentityTrust({ provider, audience, github }: Trust): string {
  const issuer = issuerOf(provider);
  const subject = isGithub(provider) ? githubSubject(github) : undefined;
  return statement({ Federated: provider }, 'sts:AssumeRoleWithWebIdentity', {
    StringEquals: { [audienceKey(provider)]: audience },
    ...(subject === undefined ? {} : { StringLike: { [`${issuer}:sub`]: subject } }),
  });
}

function samlTrust({ samlProvider, samlAttribute, samlValue, allowsConsole }: Trust): string {
  const [key, value] = allowsConsole ? ['SAML:aud', samlSignIn] : [samlAttribute, samlValue];
  return statement({ Federated: samlProvider }, 'sts:AssumeRoleWithSAML', {
    StringEquals: { [key]: value },
  });
}

export function trustPolicy(trust: Trust, ownAccountId: string): string {
  switch (trust.kind) {
    case 'service':
      return statement({ Service: trust.service }, 'sts:AssumeRole', {});
    case 'account':
      return accountTrust(trust, ownAccountId);
    case 'web-identity':
      return webIdentityTrust(trust);
    case 'saml':
      return samlTrust(trust);
    default:
      return trust.custom;
  }
}

function webIdentityFault({ provider, audience, github }: Trust): string | undefined {
  if (provider === '') return 'Choose an identity provider.';
  if (audience === '') return 'Choose an audience.';
  const needsOrganization = isGithub(provider) && github.organization === '';
  return needsOrganization ? 'Enter an organization: else all of GitHub is trusted.' : undefined;
}

/** What keeps the wizard from going on. The server has the last word on what exists. */
export function trustFault(trust: Trust): string | undefined {
  switch (trust.kind) {
    case 'account':
      return trust.isOtherAccount && !/^\d{12}$/.test(trust.accountId)
        ? 'An account ID has 12 digits.'
        : undefined;
    case 'custom':
      return trust.custom.trim() === '' ? 'Write a trust policy.' : undefined;
    case 'web-identity':
      return webIdentityFault(trust);
    case 'saml':
      if (trust.samlProvider === '') return 'Choose an identity provider.';
      return !trust.allowsConsole && trust.samlValue === '' ? 'Enter a value.' : undefined;
    default:
      return undefined;
  }
}
