/**
 * Several documents that count as one policy: all identity policies of a principal, the SCPs of one
 * level, one bucket policy. Statements are found by action, then by resource, so what is attached
 * but cannot match costs nothing.
 */
import type { PolicyDocument } from '../syntax/document.ts';
import type { AuthorizationRequest, PolicyOrigin } from '../types.ts';
import type { Named } from '../match/principal.ts';
import { matchPrincipal, named } from '../match/principal.ts';
import { matchesText } from '../match/text-pattern.ts';
import type { Candidate, CandidateNode } from './candidate-index.ts';
import { indexStatements, nextNode } from './candidate-index.ts';
import type { CompiledStatement } from './compiled-statement.ts';
import {
  compileStatement,
  matchesAction,
  matchesAnyResource,
  meetsConditions,
} from './compiled-statement.ts';

export interface SourcePolicy {
  readonly document: PolicyDocument;
  readonly origin: PolicyOrigin;
}

interface ActionCandidates {
  readonly action: string;
  readonly deny: CandidateNode | undefined;
  readonly allow: CandidateNode | undefined;
}

export interface PolicySet {
  readonly policies: readonly SourcePolicy[];
  readonly statements: readonly CompiledStatement[];
  readonly denies: readonly CompiledStatement[];
  readonly allows: readonly CompiledStatement[];
  /** A statement that allows everything to everyone, such as FullAWSAccess. */
  readonly allowsAll: CompiledStatement | undefined;
  /** By action as asked for. Filled as actions are asked for; bounded. */
  readonly byAction: Map<string, ActionCandidates>;
  /** The one used last: a request asks a set for its Denies and then for its Allows. */
  last: ActionCandidates | undefined;
}

const isStar = (statement: CompiledStatement): boolean =>
  !statement.actionsNegated &&
  !statement.resourcesNegated &&
  statement.conditions.length === 0 &&
  statement.actions.some(({ written }) => written === '*') &&
  statement.resources?.some(({ written }) => written === '*') === true &&
  (statement.principal === undefined ||
    (statement.principal.everyone && !statement.principal.negated));

export function compilePolicies(policies: readonly SourcePolicy[]): PolicySet {
  const statements: CompiledStatement[] = [];
  for (const { document, origin } of policies) {
    for (const statement of document.statements) {
      const compiled = compileStatement(statement, document, origin);
      if (compiled !== undefined) statements.push(compiled);
    }
  }
  const allows = statements.filter(({ reference }) => reference.effect === 'Allow');
  return {
    policies,
    statements,
    denies: statements.filter(({ reference }) => reference.effect === 'Deny'),
    allows,
    allowsAll: allows.find(isStar),
    byAction: new Map(),
    last: undefined,
  };
}

/** Requests name real actions, of which there are few; a simulation may name any. */
const actionsMax = 1024;

function indexFor(
  statements: readonly CompiledStatement[],
  action: string,
): CandidateNode | undefined {
  const matching = statements.filter((statement) => matchesAction(statement, action));
  return matching.length === 0 ? undefined : indexStatements(matching);
}

function findCandidates(set: PolicySet, action: string): ActionCandidates {
  const known = set.byAction.get(action);
  if (known !== undefined) return known;
  const lowerCase = action.toLowerCase();
  const made = {
    action,
    deny: indexFor(set.denies, lowerCase),
    allow: indexFor(set.allows, lowerCase),
  };
  if (set.byAction.size >= actionsMax) set.byAction.clear();
  set.byAction.set(action, made);
  return made;
}

function candidates(set: PolicySet, action: string): ActionCandidates {
  if (set.last?.action === action) return set.last;
  const found = findCandidates(set, action);
  set.last = found;
  return found;
}

function matchesResource(candidate: Candidate, request: AuthorizationRequest): boolean {
  const { pattern, statement } = candidate;
  const { resource, context } = request;
  if (pattern !== undefined) return matchesText(pattern, resource, context);
  if (statement.resources === undefined) return true;
  return matchesAnyResource(statement.resources, resource, context) !== statement.resourcesNegated;
}

/** How the candidate's statement applies to the request: `named.not` when it does not. */
function applies(candidate: Candidate, request: AuthorizationRequest): Named {
  if (!matchesResource(candidate, request)) return named.not;
  const { principal } = candidate.statement;
  const how = principal === undefined ? named.directly : matchPrincipal(principal, request);
  if (how === named.not || !meetsConditions(candidate.statement, request.context)) return named.not;
  return how;
}

function findApplying(
  root: CandidateNode | undefined,
  request: AuthorizationRequest,
): CompiledStatement | undefined {
  let walked = 0;
  for (let at = root; at !== undefined; at = nextNode(at, request.resource, walked)) {
    walked += at.label.length;
    for (const candidate of at.candidates) {
      if (applies(candidate, request) !== named.not) return candidate.statement;
    }
  }
  return undefined;
}

/** A Deny of the set that applies. */
export function findDeny(
  set: PolicySet,
  request: AuthorizationRequest,
): CompiledStatement | undefined {
  if (set.denies.length === 0) return undefined;
  return findApplying(candidates(set, request.action).deny, request);
}

/** An Allow of the set that applies. */
export function findAllow(
  set: PolicySet,
  request: AuthorizationRequest,
): CompiledStatement | undefined {
  if (set.allowsAll !== undefined) return set.allowsAll;
  return findApplying(candidates(set, request.action).allow, request);
}

export interface NamedAllow {
  readonly named: Named;
  readonly statement: CompiledStatement;
}

/** Of a resource policy: the Allow that names the caller most directly. */
export function findStrongestAllow(
  set: PolicySet,
  request: AuthorizationRequest,
): NamedAllow | undefined {
  let best: NamedAllow | undefined;
  let walked = 0;
  let at = candidates(set, request.action).allow;
  for (; at !== undefined; at = nextNode(at, request.resource, walked)) {
    walked += at.label.length;
    for (const candidate of at.candidates) {
      const how = applies(candidate, request);
      if (how > (best?.named ?? named.not)) best = { named: how, statement: candidate.statement };
      if (how === named.directly) return best;
    }
  }
  return best;
}
