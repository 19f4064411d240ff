/** @hallpass/policy: AWS policy evaluation as a pure library. See README.md. */
export * from './types.ts';
export type {
  JsonArray,
  JsonMember,
  JsonNode,
  JsonObject,
  JsonPath,
  JsonString,
} from './json/json-node.ts';
export type { JsonLimits } from './json/parse-json.ts';
export { defaultJsonLimits } from './json/parse-json.ts';
export type * from './syntax/document.ts';
export type { PolicyParseResult } from './syntax/parse-policy.ts';
export { parsePolicy } from './syntax/parse-policy.ts';
export { contextKeys } from './syntax/context-keys.ts';
export type { ListedPrincipal } from './syntax/principals.ts';
export { listPrincipals, rewritePrincipals } from './syntax/principals.ts';
export { policySize } from './syntax/policy-size.ts';
export type { DocumentFault, DocumentFaultCode, DocumentKind } from './check/fault.ts';
export type { CheckedPolicy, CheckOptions } from './check/check-document.ts';
export { checkDocument, checkPolicy } from './check/check-document.ts';
export { rcpServices } from './check/rcp-services.ts';
export { operatorNames } from './condition/condition.ts';
export type { StatementReference } from './decide/compiled-statement.ts';
export type { PolicySet, SourcePolicy } from './decide/policy-set.ts';
export { compilePolicies } from './decide/policy-set.ts';
export { matchesWildcards } from './match/matches-wildcards.ts';
export type {
  AppliedPolicies,
  DecidedBy,
  Decision,
  DecisionReason,
  ResourceKind,
} from './decide/decision.ts';
export type { EvaluateOptions } from './decide/evaluate.ts';
export { evaluate } from './decide/evaluate.ts';
export type { ExplainOptions } from './decide/explain.ts';
export type { Tone, UnderlineOptions } from './underline.ts';
export { explain } from './decide/explain.ts';
export type { DenialMessageOptions } from './decide/denial-message.ts';
export { denialMessage } from './decide/denial-message.ts';
export type * from './decide/trace.ts';
export { isPublicPolicy, publicStatements } from './public-access.ts';
export type {
  ActionFacts,
  Catalogue,
  ConditionKeyFacts,
  ConditionKeyType,
  ResourceTypeFacts,
  ServiceFacts,
} from './validate/catalogue.ts';
export { globalKeys } from './validate/global-keys.ts';
export { describeFindings } from './validate/describe-findings.ts';
export type { Finding, FindingLocation, FindingPathElement } from './validate/finding.ts';
export type { FindingType, IssueCode } from './validate/issue-codes.ts';
export { issueCodes } from './validate/issue-codes.ts';
export type {
  ValidatedPolicyType,
  ValidatedResourceType,
  ValidatePolicyOptions,
} from './validate/options.ts';
export { validatedPolicyTypes, validatedResourceTypes } from './validate/options.ts';
export { validatePolicy } from './validate/validate-policy.ts';
