/**
 * What roles ask of tokens from elsewhere: the key of the audience, the providers that AWS knows
 * without an entry in IAM, GitHub's subjects. Pages: IAM UG "Create a role for OpenID Connect
 * federation (console)", "Available keys for AWS OIDC federation", "Available keys for SAML-based
 * AWS STS federation".
 */

/** Known to AWS by their host; their tokens name the application in a claim of their own. */
export const builtInProviders: readonly {
  readonly host: string;
  readonly label: string;
  readonly claim: 'aud' | 'app_id';
}[] = [
  { host: 'cognito-identity.amazonaws.com', label: 'Amazon Cognito', claim: 'aud' },
  { host: 'www.amazon.com', label: 'Login with Amazon', claim: 'app_id' },
  { host: 'graph.facebook.com', label: 'Facebook', claim: 'app_id' },
  { host: 'accounts.google.com', label: 'Google', claim: 'aud' },
];

const arnPart = ':oidc-provider/';

/** `arn:…:oidc-provider/HOST/PATH` → `HOST/PATH`, which the keys of its tokens begin with. */
export function issuerOf(provider: string): string {
  const at = provider.indexOf(arnPart);
  return at < 0 ? provider : provider.slice(at + arnPart.length);
}

export function audienceKey(provider: string): string {
  const builtIn = builtInProviders.find(({ host }) => host === provider);
  return `${issuerOf(provider)}:${builtIn?.claim ?? 'aud'}`;
}

/** Which of GitHub's workflows are trusted. Empty: all below the part before. */
export interface Github {
  readonly organization: string;
  readonly repository: string;
  readonly branch: string;
}

export const noGithub: Github = { organization: '', repository: '', branch: '' };

export function isGithub(provider: string): boolean {
  return issuerOf(provider) === 'token.actions.githubusercontent.com';
}

/** The pattern of a token's subject. */
export function githubSubject({ organization, repository, branch }: Github): string {
  if (branch !== '') {
    return `repo:${organization}/${repository === '' ? '*' : repository}:ref:refs/heads/${branch}`;
  }
  return repository === '' ? `repo:${organization}/*` : `repo:${organization}/${repository}:*`;
}

/** Attributes of assertions that a trust policy may ask about. */
export const samlAttributes: readonly string[] = [
  'SAML:aud',
  'SAML:iss',
  'SAML:sub',
  'SAML:sub_type',
  'SAML:eduPersonAffiliation',
  'SAML:eduPersonAssurance',
  'SAML:eduPersonEntitlement',
  'SAML:eduPersonNickname',
  'SAML:eduPersonOrgDN',
  'SAML:eduPersonOrgUnitDN',
  'SAML:eduPersonPrimaryAffiliation',
  'SAML:eduPersonPrimaryOrgUnitDN',
  'SAML:eduPersonPrincipalName',
  'SAML:eduPersonScopedAffiliation',
  'SAML:eduPersonTargetedID',
  'SAML:eduOrgHomePageURI',
  'SAML:eduOrgIdentityAuthNPolicyURI',
  'SAML:eduOrgLegalName',
  'SAML:eduOrgSuperiorURI',
  'SAML:eduOrgWhitePagesURI',
];
