/**
 * Identity policies, boundaries and session policies as IAM and STS check them. Texts and their
 * order are those that IAM has been seen to answer with. Page: IAM UG "Grammar of the IAM JSON
 * policy language".
 */
import { findOperator, isNullOperator } from '../condition/condition.ts';
import { parseDate } from '../condition/number-operators.ts';
import type { ConditionEntry, PolicyDocument, Statement, TextValue } from '../syntax/document.ts';
import { checkAction } from './action-check.ts';
import type { Complaint } from './fault.ts';
import { complain, firstComplaint, firstOf } from './fault.ts';
import { checkResource, failsLegacyParsing } from './resource-check.ts';

export const syntaxErrors = 'Syntax errors in policy.';
const legacyParsing = 'The policy failed legacy parsing';

const isEffect = (text: string): boolean => text === 'Allow' || text === 'Deny';

function checkConditionSyntax({ condition }: Statement): Complaint | undefined {
  return firstOf(condition?.entries ?? [], ({ baseOperator, ifExists, operator }) => {
    const isNull = isNullOperator(baseOperator);
    const known = isNull ? !ifExists : findOperator(baseOperator) !== undefined;
    return known ? undefined : complain(syntaxErrors, operator.span);
  });
}

function checkStatementSyntax(statement: Statement): Complaint | undefined {
  const { malformed, effect, unknownMembers, action, notAction, resource, notResource, span } =
    statement;
  const effectIsKnown = effect !== undefined && /^(?:allow|deny)$/i.test(effect.value);
  const both =
    (action !== undefined && notAction !== undefined) ||
    (resource !== undefined && notResource !== undefined);
  if (malformed || !effectIsKnown || both || unknownMembers.length > 0) {
    return complain(syntaxErrors, span);
  }
  return checkConditionSyntax(statement);
}

export function checkSyntax(document: PolicyDocument): Complaint | undefined {
  const { statementNode, statements, unknownMembers, versionElement, root } = document;
  const version = versionElement?.value ?? '2012-10-17';
  const versionIsKnown = version === '2012-10-17' || version === '2008-10-17';
  const wellFormed =
    statementNode !== undefined &&
    (statementNode.kind === 'object' || statementNode.kind === 'array') &&
    statements.length > 0 &&
    (statementNode.kind === 'object' || statementNode.items.length === statements.length) &&
    unknownMembers.length === 0 &&
    versionIsKnown;
  if (!wellFormed) return complain(syntaxErrors, root.span);
  return firstOf(statements, checkStatementSyntax);
}

function checkVersion({ versionElement, root }: PolicyDocument): Complaint | undefined {
  if (versionElement?.value === '2012-10-17') return undefined;
  const message = 'Policy document must be version 2012-10-17 or greater.';
  return complain(message, versionElement?.span ?? root.span);
}

const sidPattern = /^[0-9A-Za-z]*$/;

export function checkUniqueSids({ statements }: PolicyDocument): Complaint | undefined {
  const seen = new Set<string>();
  return firstOf(statements, ({ sid }) => {
    if (sid === undefined || sid.value === '') return undefined;
    if (seen.has(sid.value)) {
      return complain('Statement IDs (SID) in a single policy must be unique.', sid.span);
    }
    seen.add(sid.value);
    return undefined;
  });
}

function checkSids(document: PolicyDocument): Complaint | undefined {
  const letters = firstOf(document.statements, ({ sid }) =>
    sid === undefined || sidPattern.test(sid.value)
      ? undefined
      : complain(
          'Statement IDs (SID) must be alpha-numeric. Check that your input satisfies the regular ' +
            'expression [0-9A-Za-z]*',
          sid.span,
        ),
  );
  return letters ?? checkUniqueSids(document);
}

function checkPrincipals({ statements }: PolicyDocument): Complaint | undefined {
  return firstOf(statements, ({ principal, notPrincipal }) => {
    const element = principal ?? notPrincipal;
    return element && complain('Policy document should not specify a principal.', element.keySpan);
  });
}

const resourcesOf = ({ resource, notResource }: Statement): readonly TextValue[] =>
  (resource ?? notResource)?.values ?? [];

const actionsOf = ({ action, notAction }: Statement): readonly TextValue[] =>
  (action ?? notAction)?.values ?? [];

function hasUnreadableDate({ baseOperator, values }: ConditionEntry): boolean {
  if (findOperator(baseOperator)?.name.startsWith('Date') !== true) return false;
  return values.some(({ value }) => parseDate(value) === undefined);
}

function checkLegacy({ statements }: PolicyDocument): Complaint | undefined {
  return firstOf(statements, (statement) => {
    const { effect, condition } = statement;
    if (effect !== undefined && !isEffect(effect.value))
      return complain(legacyParsing, effect.span);
    const date = condition?.entries.find(hasUnreadableDate);
    if (date !== undefined) return complain(legacyParsing, date.span);
    const resource = resourcesOf(statement).find(({ value }) => failsLegacyParsing(value));
    return resource && complain(legacyParsing, resource.span);
  });
}

function checkPresence({ statements }: PolicyDocument): Complaint | undefined {
  return firstOf(statements, (statement) => {
    if (actionsOf(statement).length === 0) {
      return complain('Policy statement must contain actions.', statement.span);
    }
    if (resourcesOf(statement).length === 0) {
      return complain('Policy statement must contain resources.', statement.span);
    }
    return undefined;
  });
}

const checkResources = ({ statements }: PolicyDocument): Complaint | undefined =>
  firstOf(statements.flatMap(resourcesOf), checkResource);

const checkActions = ({ statements }: PolicyDocument): Complaint | undefined =>
  firstOf(statements.flatMap(actionsOf), checkAction);

/** STS takes session policies of either version. */
export function checkIdentityDocument(
  document: PolicyDocument,
  { anyVersion }: { readonly anyVersion: boolean },
): Complaint | undefined {
  return firstComplaint([
    () => checkSyntax(document),
    () => (anyVersion ? undefined : checkVersion(document)),
    () => checkSids(document),
    () => checkPrincipals(document),
    () => checkLegacy(document),
    () => checkPresence(document),
    () => checkResources(document),
    () => checkActions(document),
  ]);
}
