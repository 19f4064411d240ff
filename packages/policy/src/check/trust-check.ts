/**
 * Role trust policies as IAM checks them. Pages: IAM UG "How to use trust policies with IAM roles",
 * "Grammar of the IAM JSON policy language".
 */
import { findOperator, isNullOperator } from '../condition/condition.ts';
import type { PolicyDocument, Statement } from '../syntax/document.ts';
import type { Complaint } from './fault.ts';
import { complain, firstComplaint, firstOf } from './fault.ts';
import { checkUniqueSids, syntaxErrors } from './identity-check.ts';
import { findMalformedPrincipal, isEmptyPrincipal } from './principal-check.ts';
import { checkEffect, checkFrame } from './resource-policy-frame.ts';

const actions: ReadonlySet<string> = new Set([
  'sts:assumerole',
  'sts:assumerolewithsaml',
  'sts:assumerolewithwebidentity',
  'sts:tagsession',
  'sts:setsourceidentity',
  'sts:setcontext',
]);

const principalKinds = ['AWS', 'Service', 'Federated'];

function checkPrincipal(statement: Statement): Complaint | undefined {
  const { principal, notPrincipal, effect, span } = statement;
  if (notPrincipal !== undefined) {
    return effect?.value === 'Allow'
      ? complain('Allow with NotPrincipal is not allowed.', notPrincipal.keySpan)
      : complain('AssumeRole policy must not contain NotPrincipal field.', notPrincipal.keySpan);
  }
  if (principal === undefined) return complain('Missing required field Principal', span);
  if (isEmptyPrincipal(principal)) {
    return complain('Missing required field Principal cannot be empty!', principal.span);
  }
  const found = findMalformedPrincipal(principal, principalKinds);
  if (found === undefined) return undefined;
  const { key, value } = found;
  const message =
    key === 'Federated'
      ? 'Federated principals must be valid domain names or SAML metadata ARNs'
      : `Invalid principal in policy: "${key.toUpperCase()}":"${value.value}"`;
  return complain(message, value.span);
}

function checkActions({ action, notAction, span }: Statement): Complaint | undefined {
  const element = action ?? notAction;
  if (element === undefined || element.values.length === 0) {
    return complain('Missing required field Action', span);
  }
  const other = element.values.find(({ value }) => !actions.has(value.toLowerCase()));
  if (notAction === undefined && other === undefined) return undefined;
  const at = other?.span ?? element.span;
  return complain('AssumeRole policy may only specify STS AssumeRole actions.', at);
}

function checkResources({ resource, notResource }: Statement): Complaint | undefined {
  if (resource !== undefined) return complain('Has prohibited field Resource', resource.keySpan);
  return (
    notResource && complain('AssumeRole policy must not contain resources.', notResource.keySpan)
  );
}

function checkOperators({ condition }: Statement): Complaint | undefined {
  return firstOf(condition?.entries ?? [], ({ baseOperator, operator }) =>
    findOperator(baseOperator) !== undefined || isNullOperator(baseOperator)
      ? undefined
      : complain(syntaxErrors, operator.span),
  );
}

function checkStatement(statement: Statement): Complaint | undefined {
  return firstComplaint([
    () => checkEffect(statement),
    () => checkPrincipal(statement),
    () => checkActions(statement),
    () => checkResources(statement),
    () => (statement.malformed ? complain(syntaxErrors, statement.span) : undefined),
    () => checkOperators(statement),
  ]);
}

export function checkTrustDocument(document: PolicyDocument): Complaint | undefined {
  return firstComplaint([
    () => checkFrame(document),
    () => checkUniqueSids(document),
    () => firstOf(document.statements, checkStatement),
  ]);
}
