/**
 * The form of principals. Page: IAM UG "IAM policy validation check reference"; "AWS JSON policy
 * elements: Principal".
 */
import type { PrincipalElement, PrincipalGroup, Statement, TextValue } from '../syntax/document.ts';
import { arnFields, arnParts, partitions } from './arn.ts';
import type { StatementCheck } from './check.ts';
import { none } from './check.ts';
import type { Finding } from './finding.ts';
import { atElementKey, atValue, finding } from './finding.ts';
import { isServicePrincipal, servicePrincipalFinding } from './service-principals.ts';
import type { PolicyView } from './view.ts';

const kinds = ['AWS', 'CanonicalUser', 'Federated', 'Service'];

export const principalElements = ({
  principal,
  notPrincipal,
}: Statement): readonly PrincipalElement[] =>
  [principal, notPrincipal].filter((element) => element !== undefined);

const takesPrincipal = ({ options: { policyType } }: PolicyView): boolean =>
  policyType === 'RESOURCE_POLICY';

function checkAwsArn(value: TextValue): Finding | undefined {
  const fields = arnFields(value.value);
  const { partition, service, region, account, resource } = arnParts(fields);
  const at = atValue(value);
  if (fields.length < 6) {
    return finding('MISSING_ARN_FIELD', 'The ARN of a principal needs six fields.', at);
  }
  if (!partitions.has(partition)) {
    return finding('INVALID_PARTITION', `There is no partition ${partition}.`, at);
  }
  if (service !== 'iam' && service !== 'sts') {
    const details = `${value.value} is no account, user, role or session.`;
    return finding('INVALID_PRINCIPAL_FORMAT', details, at);
  }
  if (region !== '') {
    return finding('ARN_REGION_NOT_ALLOWED', 'The ARN of a principal holds no Region.', at);
  }
  if (!/^(?:\d{12}|cloudfront)$/.test(account)) {
    return finding('INVALID_ARN_ACCOUNT', `${account} is no account ID of 12 digits.`, at);
  }
  const form =
    service === 'iam'
      ? /^(?:root|(?:user|role)\/.+)$/
      : /^(?:assumed-role\/[^/]+\/[^/]+|federated-user\/[^/]+)$/;
  if (form.test(resource)) return undefined;
  const details = `${resource} is no user, role or session: only these, and accounts, can be named.`;
  return finding('INVALID_ARN_RESOURCE', details, at);
}

function checkAws(value: TextValue): Finding | undefined {
  const text = value.value;
  const at = atValue(value);
  if (text === '*' || /^\d{12}$/.test(text)) return undefined;
  if (/^AIDA[A-Z0-9]{12,}$/.test(text)) {
    const details = `${text} is the ID of a user. Name the user by its ARN.`;
    return finding('INVALID_USER_REFERENCE', details, at);
  }
  if (/^AROA[A-Z0-9]{12,}$/.test(text)) {
    const details = `${text} is the ID of a role. Name the role by its ARN.`;
    return finding('INVALID_ROLE_REFERENCE', details, at);
  }
  if (text.startsWith('arn:')) return checkAwsArn(value);
  const details = `${text} is no account ID of 12 digits, no ARN and not "*".`;
  return finding('INVALID_PRINCIPAL_FORMAT', details, at);
}

const providerArn = /^arn:[a-z-]+:iam::\d{12}:(?:saml-provider|oidc-provider)\/.+$/;
const providerHost = /^[a-z0-9](?:[a-z0-9-]*\.)+[a-z]{2,}(?:\/.*)?$/;

function checkFederated(value: TextValue, { isTrust }: PolicyView): Finding | undefined {
  const at = atValue(value);
  if (!isTrust) {
    const details = 'Identity providers can be principals of role trust policies only.';
    return finding('FEDERATED_PRINCIPAL_NOT_SUPPORTED', details, at);
  }
  if (providerArn.test(value.value) || providerHost.test(value.value)) return undefined;
  const details = `${value.value} is neither a provider's domain nor the ARN of one.`;
  return finding('INVALID_FEDERATED_PRINCIPAL_SYNTAX_IN_ROLE_TRUST_POLICY', details, at);
}

function checkValue(key: string, value: TextValue, policy: PolicyView): Finding | undefined {
  // A variable has its own finding.
  if (value.value.includes('${')) return undefined;
  if (/[*?]/.test(value.value) && !(key === 'AWS' && value.value === '*')) {
    const details = `A principal of the kind ${key} takes no wildcard. Name it in full.`;
    return finding('UNSUPPORTED_WILDCARD_IN_PRINCIPAL', details, atValue(value));
  }
  switch (key) {
    case 'AWS':
      return checkAws(value);
    case 'Service':
      return isServicePrincipal(value.value) ? undefined : servicePrincipalFinding(value);
    case 'Federated':
      return checkFederated(value, policy);
    default: {
      if (/^[0-9a-f]{64}$/.test(value.value)) return undefined;
      const details = `${value.value} is no canonical user ID of 64 hexadecimal digits.`;
      return finding('INVALID_PRINCIPAL_FORMAT', details, atValue(value));
    }
  }
}

function checkGroup(group: PrincipalGroup, policy: PolicyView): readonly Finding[] {
  const { key, values, isList } = group;
  if (!kinds.includes(key) || (policy.isTrust && key === 'CanonicalUser')) {
    const details = `${key} is no kind of principal here. Use AWS, Service or Federated.`;
    return [finding('INVALID_PRINCIPAL_KEY', details, atElementKey(group))];
  }
  if (isList && values.length === 0) {
    const details = 'No principal is listed, so the statement concerns nobody. Name principals.';
    return [finding('EMPTY_ARRAY_PRINCIPAL', details, atValue(group))];
  }
  return values.flatMap((value) => checkValue(key, value, policy) ?? []);
}

function checkElement(element: PrincipalElement, policy: PolicyView): readonly Finding[] {
  const { text, groups } = element;
  if (text !== undefined) {
    if (text === '*' || text.includes('${')) return none;
    const details = `Write { "AWS": ${JSON.stringify(text)} } or another kind, or "*".`;
    return [finding('INVALID_PRINCIPAL_FORMAT', details, atValue(element))];
  }
  if (groups.length === 0) {
    const details = 'No principal is named, so the statement concerns nobody. Name principals.';
    return [finding('EMPTY_OBJECT_PRINCIPAL', details, atValue(element))];
  }
  return groups.flatMap((group) => checkGroup(group, policy));
}

/** An element of a wrong type has no groups either, and has its own finding. */
const isRead = (element: PrincipalElement, { node }: Statement): boolean =>
  element.text !== undefined ||
  element.groups.length > 0 ||
  node.members.some(
    ({ keySpan, value }) =>
      keySpan === element.keySpan && value.kind === 'object' && value.members.length === 0,
  );

const checkPrincipals: StatementCheck = ({ statement }, policy) =>
  takesPrincipal(policy)
    ? principalElements(statement)
        .filter((element) => isRead(element, statement))
        .flatMap((element) => checkElement(element, policy))
    : none;

const checkNotPrincipal: StatementCheck = ({ statement, isAllow }, policy) => {
  const { notPrincipal } = statement;
  if (notPrincipal === undefined || !isAllow || !takesPrincipal(policy)) return none;
  const details = 'Allow with NotPrincipal lets in everyone else, strangers too. Use Principal.';
  return [finding('ALLOW_WITH_NOT_PRINCIPAL', details, atElementKey(notPrincipal))];
};

export const principalChecks: readonly StatementCheck[] = [checkPrincipals, checkNotPrincipal];
