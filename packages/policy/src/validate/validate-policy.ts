/**
 * Findings about a policy, as Access Analyzer's ValidatePolicy tells them, in our own words. Every
 * check is a small function in the tables below. Page: IAM UG "IAM policy validation check
 * reference".
 */
import { parsePolicy } from '../syntax/parse-policy.ts';
import { actionChecks } from './action-checks.ts';
import type { Catalogue } from './catalogue.ts';
import type { ConditionCheck, PolicyCheck, StatementCheck } from './check.ts';
import { documentChecks } from './document-checks.ts';
import type { Finding } from './finding.ts';
import { ipChecks } from './ip-checks.ts';
import { syntaxFindings } from './json-checks.ts';
import { keyChecks } from './key-checks.ts';
import { operatorChecks, operatorStatementChecks } from './operator-checks.ts';
import type { ValidatePolicyOptions } from './options.ts';
import { organizationsChecks, organizationsConditionChecks } from './organizations-checks.ts';
import { passingChecks } from './passing-checks.ts';
import { principalChecks } from './principal-checks.ts';
import { providerConditionChecks } from './provider-checks.ts';
import { redundancyChecks, redundancyStatementChecks } from './redundancy-checks.ts';
import { resourceChecks } from './resource-checks.ts';
import { checkServiceValues, servicePrincipalChecks } from './service-principals.ts';
import { checkSize } from './size-checks.ts';
import { statementChecks } from './statement-checks.ts';
import { tagChecks } from './tag-checks.ts';
import { trustChecks } from './trust-checks.ts';
import { valueChecks } from './value-checks.ts';
import { variableChecks } from './variable-checks.ts';
import type { PolicyView } from './view.ts';
import { policyView } from './view.ts';
import { wildcardChecks } from './wildcard-checks.ts';

const onPolicy: readonly PolicyCheck[] = [checkSize, ...documentChecks, ...redundancyChecks];

const onStatement: readonly StatementCheck[] = [
  ...statementChecks,
  ...actionChecks,
  ...resourceChecks,
  ...principalChecks,
  ...servicePrincipalChecks,
  ...trustChecks,
  ...organizationsChecks,
  ...passingChecks,
  ...operatorStatementChecks,
  ...variableChecks,
  ...redundancyStatementChecks,
];

const onCondition: readonly ConditionCheck[] = [
  ...keyChecks,
  ...operatorChecks,
  ...valueChecks,
  ...ipChecks,
  ...wildcardChecks,
  ...tagChecks,
  ...providerConditionChecks,
  ...organizationsConditionChecks,
  checkServiceValues,
];

function allFindings(policy: PolicyView): readonly Finding[] {
  return [
    ...onPolicy.flatMap((check) => check(policy)),
    ...policy.statements.flatMap((view) => [
      ...onStatement.flatMap((check) => check(view, policy)),
      ...view.conditions.flatMap((condition) =>
        onCondition.flatMap((check) => check(condition, view, policy)),
      ),
    ]),
  ];
}

const beginningOf = ({ locations }: Finding): number => locations[0]?.span.start.offset ?? 0;

/** In the order of the text. */
const inOrder = (findings: readonly Finding[]): readonly Finding[] =>
  findings.toSorted((a, b) => beginningOf(a) - beginningOf(b));

export function validatePolicy(
  text: string,
  options: ValidatePolicyOptions,
  catalogue: Catalogue,
): readonly Finding[] {
  const { document, errors } = parsePolicy(text);
  const ofSyntax = syntaxFindings(errors, document);
  if (document === undefined) return ofSyntax;
  return inOrder([...ofSyntax, ...allFindings(policyView(document, options, catalogue))]);
}
