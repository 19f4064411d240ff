/**
 * SCPs and RCPs as Organizations checks them; it says no more than that they are wrong. Since 2025
 * an SCP takes the full language. Pages: ORG UG "SCP syntax", "RCP syntax".
 */
import { findOperator, isNullOperator } from '../condition/condition.ts';
import type { PolicyDocument, Statement } from '../syntax/document.ts';
import { checkAction } from './action-check.ts';
import type { Complaint } from './fault.ts';
import { complain, firstOf } from './fault.ts';
import { checkSyntax, checkUniqueSids } from './identity-check.ts';
import { rcpServices } from './rcp-services.ts';

export const policyTypeMismatch =
  'The provided policy document does not meet the requirements of the specified policy type.';

/** `service:action` of a service that takes part: an RCP never means all services. */
function isRcpAction(value: string): boolean {
  const colon = value.indexOf(':');
  return colon > 0 && rcpServices.has(value.slice(0, colon).toLowerCase());
}

function isScpStatement(statement: Statement): boolean {
  const { principal, notPrincipal, action, notAction, resource, notResource } = statement;
  const actions = (action ?? notAction)?.values ?? [];
  const resources = (resource ?? notResource)?.values ?? [];
  return (
    principal === undefined &&
    notPrincipal === undefined &&
    actions.length > 0 &&
    resources.length > 0
  );
}

/** "Customer managed RCPs": only Deny, everyone, named services. */
function isRcpStatement(statement: Statement): boolean {
  const { principal, notPrincipal, action, notAction, resource, notResource, effect } = statement;
  const actions = action?.values ?? [];
  const everyone =
    principal?.text === '*' ||
    (principal?.groups.length === 1 &&
      principal.groups[0]?.key === 'AWS' &&
      principal.groups[0].values.length === 1 &&
      principal.groups[0].values[0]?.value === '*');
  return (
    everyone &&
    notPrincipal === undefined &&
    notAction === undefined &&
    effect?.value === 'Deny' &&
    actions.length > 0 &&
    actions.every(({ value }) => isRcpAction(value)) &&
    ((resource ?? notResource)?.values ?? []).length > 0
  );
}

function isSound({
  effect,
  action,
  notAction,
  resource,
  notResource,
  condition,
}: Statement): boolean {
  const operatorsKnown = (condition?.entries ?? []).every(
    ({ baseOperator }) => isNullOperator(baseOperator) || findOperator(baseOperator) !== undefined,
  );
  const resources = (resource ?? notResource)?.values ?? [];
  return (
    operatorsKnown &&
    (effect?.value === 'Allow' || effect?.value === 'Deny') &&
    ((action ?? notAction)?.values ?? []).every((value) => checkAction(value) === undefined) &&
    resources.every(({ value }) => value === '*' || value.startsWith('arn:'))
  );
}

export function checkOrganizationsDocument(
  document: PolicyDocument,
  kind: 'scp' | 'rcp',
): Complaint | undefined {
  const isOfKind = kind === 'scp' ? isScpStatement : isRcpStatement;
  const found =
    checkSyntax(document) ??
    checkUniqueSids(document) ??
    firstOf(document.statements, (statement) =>
      isSound(statement) && isOfKind(statement) ? undefined : complain('', statement.span),
    );
  if (found !== undefined) return complain(policyTypeMismatch, found.span);
  if (document.version === '2012-10-17') return undefined;
  return complain(policyTypeMismatch, document.versionElement?.span);
}
