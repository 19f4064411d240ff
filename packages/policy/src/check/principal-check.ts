/**
 * The form of principals. That they exist is for the service to check, which knows what there is.
 * Page: IAM UG "AWS JSON policy elements: Principal".
 */
import type { PrincipalElement, PrincipalGroup } from '../syntax/document.ts';
import type { TextValue } from '../syntax/document.ts';

const awsPatterns: readonly RegExp[] = [
  /^\*$/,
  /^\d{12}$/,
  /^(?:AIDA|AROA)[A-Z0-9]{12,124}$/,
  /^arn:[a-z-]+:iam::\d{12}:root$/,
  /^arn:[a-z-]+:iam::\d{12}:(?:user|role)\/[^*?]+$/,
  /^arn:[a-z-]+:sts::\d{12}:assumed-role\/[^/*?]+\/[^/*?]+$/,
  /^arn:[a-z-]+:sts::\d{12}:federated-user\/[^/*?]+$/,
  /^arn:[a-z-]+:iam::cloudfront:user\/[^*?]+$/,
];

const servicePattern = /^[a-z0-9][a-z0-9.-]*\.amazonaws\.com(?:\.cn)?$/;
const federatedPattern =
  /^(?:arn:[a-z-]+:iam::\d{12}:(?:saml-provider|oidc-provider)\/.+|[a-z0-9][a-z0-9.-]*\.[a-z]+)$/;
const canonicalUserPattern = /^[0-9a-f]{64}$/;

const isWellFormed: Readonly<Record<string, (value: string) => boolean>> = {
  AWS: (value) => awsPatterns.some((pattern) => pattern.test(value)),
  Service: (value) => servicePattern.test(value),
  Federated: (value) => federatedPattern.test(value),
  CanonicalUser: (value) => canonicalUserPattern.test(value),
};

export interface MalformedPrincipal {
  readonly key: string;
  readonly value: TextValue;
}

function malformedIn(
  { key, values }: PrincipalGroup,
  kinds: readonly string[],
): MalformedPrincipal | undefined {
  const check = kinds.includes(key) ? isWellFormed[key] : undefined;
  const value = values.find((item) => check?.(item.value) !== true);
  return value && { key, value };
}

/** The first that is not in the form of its kind. */
export function findMalformedPrincipal(
  element: PrincipalElement,
  kinds: readonly string[],
): MalformedPrincipal | undefined {
  const { text, groups, span, path } = element;
  if (text !== undefined) {
    const value: TextValue = { value: text, written: 'string', span, path };
    return text === '*' ? undefined : { key: 'AWS', value };
  }
  for (const group of groups) {
    const found = malformedIn(group, kinds);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** No kind at all, an unknown one, or a kind without values. */
export const isEmptyPrincipal = ({ text, groups }: PrincipalElement): boolean =>
  text === undefined && groups.every(({ values }) => values.length === 0);
