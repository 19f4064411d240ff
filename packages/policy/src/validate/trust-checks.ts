/**
 * Role trust policies: who may assume, by which action. Pages: IAM UG "IAM policy validation check
 * reference"; "How to use trust policies with IAM roles"; "Create a role for OpenID Connect
 * federation".
 */
import type { PrincipalGroup, TextValue } from '../syntax/document.ts';
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atConditionKey, atElementKey, atValue, finding } from './finding.ts';
import { checkProvider } from './provider-checks.ts';
import { servicePrincipalsOf } from './service-principals.ts';
import type { ActionView, ConditionView, StatementView } from './view.ts';

const checkElements: StatementCheck = ({ statement }, { options }) => {
  const { notPrincipal, principal, resource, notResource } = statement;
  const found: Finding[] = [];
  if (notPrincipal !== undefined) {
    const details = 'A role trust policy says with Principal who may assume. Remove NotPrincipal.';
    found.push(
      finding('ROLE_TRUST_POLICY_SYNTAX_ERROR_NOTPRINCIPAL', details, atElementKey(notPrincipal)),
    );
  }
  if (principal?.text === '*') {
    const details = '"Principal": "*" is not for role trust policies. Name who may assume.';
    const location = atValue(principal);
    found.push(finding('ROLE_TRUST_POLICY_UNSUPPORTED_WILDCARD_IN_PRINCIPAL', details, location));
  }
  const element = resource ?? notResource;
  if (element !== undefined && options.resourceType !== undefined) {
    const details = 'A role trust policy is about the role that holds it. Remove the resource.';
    found.push(finding('ROLE_TRUST_POLICY_SYNTAX_ERROR_RESOURCE', details, atElementKey(element)));
  }
  return found;
};

type Provider = 'AWS' | 'OIDC' | 'SAML' | 'Service';

function providerOf({ key }: PrincipalGroup, { value }: TextValue): Provider | undefined {
  if (key === 'AWS' || key === 'Service') return key;
  if (key !== 'Federated') return undefined;
  return value.includes(':saml-provider/') ? 'SAML' : 'OIDC';
}

const assumers: ReadonlyMap<string, readonly Provider[]> = new Map([
  ['sts:assumerole', ['AWS', 'Service']],
  ['sts:assumerolewithsaml', ['SAML']],
  ['sts:assumerolewithwebidentity', ['OIDC']],
]);

interface NamedPrincipal {
  readonly value: TextValue;
  readonly provider: Provider;
}

function principalsOf({ statement }: StatementView): readonly NamedPrincipal[] {
  return (statement.principal?.groups ?? []).flatMap((group) =>
    group.values.flatMap((value) => {
      const provider = providerOf(group, value);
      return provider === undefined ? [] : [{ value, provider }];
    }),
  );
}

const checkMatch: StatementCheck = (view) => {
  const principals = principalsOf(view);
  if (!view.isAllow || view.statement.action === undefined) return none;
  return view.actions.flatMap(({ lower, text }): readonly Finding[] => {
    const providers = assumers.get(lower);
    if (providers === undefined) return none;
    const others = principals.filter(({ provider }) => !providers.includes(provider));
    if (others.length === 0) return none;
    const names = others.map(({ value }) => value.value).join(', ');
    const details =
      `${text.value} is not how ${names} can assume a role. SAML providers use ` +
      'sts:AssumeRoleWithSAML, OIDC providers sts:AssumeRoleWithWebIdentity, and both are ' +
      'principals of the kind Federated.';
    const locations = [atValue(text), ...others.map(({ value }) => atValue(value))];
    return [finding('MISMATCHED_ACTION_FOR_PRINCIPAL', details, ...locations)];
  });
};

const hasAction = ({ actions }: StatementView, name: string): boolean =>
  actions.some(({ lower }) => lower === name);

const anywhereActions = ['sts:AssumeRole', 'sts:SetSourceIdentity', 'sts:TagSession'];

const checkRolesAnywhere: StatementCheck = (view) => {
  const service = servicePrincipalsOf(view).find(
    ({ value }) => value === 'rolesanywhere.amazonaws.com',
  );
  const { action } = view.statement;
  if (!view.isAllow || service === undefined || action === undefined) return none;
  const missing = anywhereActions.filter((name) => !hasAction(view, name.toLowerCase()));
  if (missing.length === 0) return none;
  const details = `IAM Roles Anywhere needs ${missing.join(' and ')} as well. Add them.`;
  return [
    finding(
      'MISSING_ACTION_FOR_ROLES_ANYWHERE_TRUST_POLICY',
      details,
      atValue(action),
      atValue(service),
    ),
  ];
};

/** What the request can hold only with the permission to put it there. */
function actionFor({ key }: ConditionView): string | undefined {
  if (key === 'sts:sourceidentity') return 'sts:SetSourceIdentity';
  const isTag = key.startsWith('aws:requesttag/') || key === 'aws:tagkeys';
  return isTag || key === 'sts:transitivetagkeys' ? 'sts:TagSession' : undefined;
}

const isLiteralAction = ({ hasWildcard }: ActionView): boolean => !hasWildcard;

const checkKeyActions: StatementCheck = (view) => {
  const { action } = view.statement;
  if (!view.isAllow || action === undefined || !view.actions.every(isLiteralAction)) return none;
  return view.conditions.flatMap((condition): readonly Finding[] => {
    const needed = actionFor(condition);
    if (needed === undefined || hasAction(view, needed.toLowerCase())) return none;
    if (condition.family === 'Null' || condition.entry.ifExists) return none;
    const details = `Nobody can set ${condition.entry.key.value} without ${needed}. Add it to the actions.`;
    const locations = [atValue(action), atConditionKey(condition.entry)];
    return [finding('MISSING_ACTION_FOR_CONDITION_KEY', details, ...locations)];
  });
};

const sessionPattern = /^(arn:[^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/;

/** The ARN of a role without its path, which session ARNs do not have. */
const roleOf = (arn: string): string | undefined =>
  /^(arn:[^:]+:iam::\d{12}:role\/)(?:.*\/)?([^/]+)$/.exec(arn)?.slice(1).join('');

const checkSessions: StatementCheck = ({ statement }) => {
  const values = (statement.principal?.groups ?? [])
    .filter(({ key }) => key === 'AWS')
    .flatMap((group) => group.values);
  const roles = new Map(values.map(({ value }) => [roleOf(value), value]));
  return values.flatMap((session): readonly Finding[] => {
    const [, start, account, name] = sessionPattern.exec(session.value) ?? [];
    const role = start && roles.get(`${start}:iam::${account}:role/${name}`);
    if (role === undefined || role === '') return none;
    const details = `${session.value} is a session of ${role}, which is named already. Remove it.`;
    return [finding('REDUNDANT_PRINCIPAL_IN_ROLE_TRUST_POLICY', details, atValue(session))];
  });
};

const onTrust =
  (check: StatementCheck): StatementCheck =>
  (view, policy) =>
    policy.isTrust ? check(view, policy) : none;

export const trustChecks: readonly StatementCheck[] = [
  checkElements,
  checkMatch,
  checkRolesAnywhere,
  checkKeyActions,
  checkSessions,
  checkProvider,
].map(onTrust);
