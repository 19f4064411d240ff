/**
 * The statements of one set that could match one action, found by the resource's literal beginning:
 * a radix tree over what stands before the first wildcard or variable. A request walks down its own
 * ARN and meets only entries whose literal part it shares, however many others there are.
 */
import type { TextPattern } from '../match/text-pattern.ts';
import type { CompiledStatement } from './compiled-statement.ts';

export interface Candidate {
  readonly statement: CompiledStatement;
  /** The one resource that must match; `undefined`: the statement's resources decide as a whole. */
  readonly pattern: TextPattern | undefined;
}

export interface CandidateNode {
  /** Text between the parent's prefix and this one's. */
  readonly label: string;
  readonly candidates: Candidate[];
  /** By the first UTF-16 unit of their labels; `undefined` for none. */
  children: Map<number, CandidateNode> | undefined;
}

const node = (label: string): CandidateNode => ({ label, candidates: [], children: undefined });

function commonLength(a: string, b: string): number {
  const most = Math.min(a.length, b.length);
  let length = 0;
  while (length < most && a.charCodeAt(length) === b.charCodeAt(length)) length += 1;
  return length;
}

/** The child under which a text goes, split where the text leaves it. */
function childFor(parent: CandidateNode, text: string): CandidateNode {
  parent.children ??= new Map();
  const unit = text.charCodeAt(0);
  const child = parent.children.get(unit);
  if (child === undefined) {
    const leaf = node(text);
    parent.children.set(unit, leaf);
    return leaf;
  }
  const common = commonLength(child.label, text);
  if (common === child.label.length) return child;
  const upper = node(text.slice(0, common));
  const lower: CandidateNode = {
    label: child.label.slice(common),
    candidates: child.candidates,
    children: child.children,
  };
  upper.children = new Map([[lower.label.charCodeAt(0), lower]]);
  parent.children.set(unit, upper);
  return upper;
}

function insert(root: CandidateNode, prefix: string, candidate: Candidate): void {
  let at = root;
  let rest = prefix;
  while (rest.length > 0) {
    at = childFor(at, rest);
    rest = rest.slice(at.label.length);
  }
  at.candidates.push(candidate);
}

/** Up to this many, looking at all is quicker than walking a tree. */
const listedMax = 6;

function candidatesOf(statement: CompiledStatement): Candidate[] {
  const { resources, resourcesNegated } = statement;
  if (resources === undefined || resourcesNegated) return [{ statement, pattern: undefined }];
  return resources.map((pattern) => ({ statement, pattern }));
}

export function indexStatements(statements: readonly CompiledStatement[]): CandidateNode {
  const root = node('');
  const candidates = statements.flatMap(candidatesOf);
  for (const candidate of candidates) {
    const prefix = candidates.length <= listedMax ? '' : (candidate.pattern?.prefix ?? '');
    insert(root, prefix, candidate);
  }
  return root;
}

/** The next node down along `resource`, of which `from` units are walked. */
export function nextNode(
  { children }: CandidateNode,
  resource: string,
  from: number,
): CandidateNode | undefined {
  const child = children?.get(resource.charCodeAt(from));
  return child !== undefined && resource.startsWith(child.label, from) ? child : undefined;
}
