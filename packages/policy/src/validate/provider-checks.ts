/**
 * Trust in OpenID Connect providers: without a condition on their claims, whoever has an account
 * there may assume the role. Pages: IAM UG "IAM policy validation check reference"; "Create a role
 * for OpenID Connect federation", "Configuring a role for GitHub OIDC identity provider".
 */
import type { TextValue } from '../syntax/document.ts';
import type { ConditionCheck, StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atConditionKey, atValue, finding } from './finding.ts';
import type { ConditionView, StatementView } from './view.ts';

const github = 'token.actions.githubusercontent.com';

/** Host and path of an OIDC provider; `undefined` for others. */
function providerOf({ value }: TextValue): string | undefined {
  if (value.includes(':saml-provider/')) return undefined;
  const at = value.indexOf(':oidc-provider/');
  if (at >= 0) return value.slice(at + ':oidc-provider/'.length).toLowerCase();
  return value.includes('.') ? value.toLowerCase() : undefined;
}

function federated({ statement }: StatementView): readonly TextValue[] {
  const groups = statement.principal?.groups ?? [];
  return groups.filter(({ key }) => key === 'Federated').flatMap(({ values }) => values);
}

const restricts = ({ family, entry }: ConditionView): boolean =>
  family !== 'Null' && !entry.ifExists && entry.qualifier !== 'ForAllValues';

/** Claims of GitHub's tokens that tell the repository. */
const repositoryClaims = [
  'sub',
  'repository',
  'repository_id',
  'repository_owner_id',
  'job_workflow_ref',
  'enterprise_id',
].map((claim) => `${github}:${claim}`);

export const checkProvider: StatementCheck = (view) => {
  const assumes = view.actions.some(({ lower }) => lower === 'sts:assumerolewithwebidentity');
  if (!view.isAllow || !assumes) return none;
  return federated(view).flatMap((value): readonly Finding[] => {
    const provider = providerOf(value);
    if (provider === undefined) return none;
    const keys = view.conditions.filter(restricts).map(({ key }) => key);
    if (provider.split('/', 1)[0] === github) {
      if (keys.some((key) => repositoryClaims.includes(key))) return none;
      const details =
        `Anyone's workflow on GitHub may assume this role. Add a condition on ${github}:sub that ` +
        'names the repository and the branch.';
      return [finding('MISSING_GITHUB_REPO_CONDITION_KEY', details, atValue(value))];
    }
    if (keys.some((key) => key.startsWith(`${provider}:`))) return none;
    const details =
      `Anyone with an account at ${value.value} may assume this role. Add a condition on one of ` +
      `its claims: ${provider}:aud or ${provider}:sub.`;
    return [finding('MISSING_CONDITION_KEY_FOR_OIDC_PRINCIPAL', details, atValue(value))];
  });
};

const checkGithubSubject: ConditionCheck = ({ key, entry, family, negated }, { isAllow }) => {
  if (key !== `${github}:sub` || family !== 'String' || negated || !isAllow) return none;
  return entry.values
    .filter(({ value }) => /[*?]/.test(value))
    .map((value) => {
      const details =
        'A wildcard in the subject lets in more than was probably meant. Name the repository ' +
        'and the branch.';
      return finding('SPECIFIC_GITHUB_REPO_AND_BRANCH_RECOMMENDED', details, atValue(value));
    });
};

/** Providers of which AWS knows that a token has one audience. */
const oneAudience: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'cognito-identity.amazonaws.com',
  'graph.facebook.com',
  'saml',
  github,
  'www.amazon.com',
]);

const checkAudience: ConditionCheck = ({ key, entry }) => {
  if (!key.endsWith(':aud')) return none;
  const { qualifier } = entry;
  const name = entry.key.value;
  if (qualifier === 'ForAnyValue') {
    const details = `${name} has one value as a rule: with ForAnyValue one of many is enough. `;
    const at = atConditionKey(entry);
    return [finding('FORANYVALUE_WITH_AUDIENCE_CLAIM_TYPE', `${details}Remove ForAnyValue.`, at)];
  }
  if (qualifier !== 'ForAllValues' || oneAudience.has(key.slice(0, -':aud'.length))) return none;
  const details = `Do tokens of the provider have several audiences? If not, remove ForAllValues from ${name}.`;
  return [finding('CONFIRM_AUDIENCE_CLAIM_TYPE', details, atConditionKey(entry))];
};

export const providerConditionChecks: readonly ConditionCheck[] = [
  checkGithubSubject,
  checkAudience,
];
