/**
 * The syntax tree of a policy. Everything keeps its place in the text. The tree is lenient: what a
 * service would refuse (an unknown element, a wrong type, a missing Effect) is kept, so that checks
 * and findings can speak of it; the compiler takes only statements that are whole. Page: IAM UG
 * "Grammar of the IAM JSON policy language".
 */
import type { JsonMember, JsonNode, JsonObject, JsonPath } from '../json/json-node.ts';
import type { Position, Span } from '../types.ts';

export type PolicyVersion = '2008-10-17' | '2012-10-17';

/** A value with its place in the text. */
export interface Located<T> {
  readonly value: T;
  readonly span: Span;
  readonly path: JsonPath;
}

/** One value of a list of texts. Conditions also take bare numbers and booleans. */
export interface TextValue extends Located<string> {
  readonly written: 'string' | 'number' | 'boolean';
}

/** An element that holds one text or a list of them. */
export interface TextList {
  readonly keySpan: Span;
  readonly span: Span;
  readonly path: JsonPath;
  /** False when the value was written without brackets. */
  readonly isList: boolean;
  readonly values: readonly TextValue[];
}

export type PrincipalKind = 'AWS' | 'Service' | 'Federated' | 'CanonicalUser';

export interface PrincipalGroup extends TextList {
  /** As written; not one of `PrincipalKind` is an error. */
  readonly key: string;
}

export interface PrincipalElement {
  readonly keySpan: Span;
  readonly span: Span;
  readonly path: JsonPath;
  /** The bare string form; `*` is the only legal one. */
  readonly text?: string;
  readonly groups: readonly PrincipalGroup[];
}

export type ConditionQualifier = 'ForAllValues' | 'ForAnyValue';

export interface ConditionEntry {
  /** As written, e.g. `ForAnyValue:StringLikeIfExists`. */
  readonly operator: Located<string>;
  readonly qualifier?: ConditionQualifier;
  /** Operator without qualifier and `IfExists`, as written. */
  readonly baseOperator: string;
  readonly ifExists: boolean;
  readonly key: Located<string>;
  readonly values: readonly TextValue[];
  /** False when the value was written without brackets. */
  readonly isList: boolean;
  /** From the key to the end of its values. */
  readonly span: Span;
  readonly path: JsonPath;
}

export interface ConditionElement {
  readonly keySpan: Span;
  readonly span: Span;
  readonly path: JsonPath;
  readonly entries: readonly ConditionEntry[];
}

export interface Statement {
  readonly index: number;
  readonly node: JsonObject;
  readonly span: Span;
  readonly path: JsonPath;
  readonly sid?: Located<string>;
  /** As written. */
  readonly effect?: Located<string>;
  readonly principal?: PrincipalElement;
  readonly notPrincipal?: PrincipalElement;
  readonly action?: TextList;
  readonly notAction?: TextList;
  readonly resource?: TextList;
  readonly notResource?: TextList;
  readonly condition?: ConditionElement;
  /** Members that the grammar does not know. */
  readonly unknownMembers: readonly JsonMember[];
  /** An element has a wrong type, or stands twice: this statement is never applied. */
  readonly malformed: boolean;
}

export interface PolicyDocument {
  readonly text: string;
  readonly root: JsonObject;
  /** What is in force: 2008-10-17 unless the document says 2012-10-17. */
  readonly version: PolicyVersion;
  /** As written, if at all. */
  readonly versionElement?: Located<string>;
  readonly id?: Located<string>;
  /** The value of `Statement`, whatever its type. */
  readonly statementNode?: JsonNode;
  readonly statements: readonly Statement[];
  readonly unknownMembers: readonly JsonMember[];
}

export type PolicySyntaxErrorCode =
  | 'too-large'
  | 'too-deep'
  | 'json'
  | 'duplicate-key'
  /** JSON, but an element has a type that the grammar does not allow. */
  | 'type';

export interface PolicySyntaxError {
  readonly code: PolicySyntaxErrorCode;
  readonly message: string;
  readonly at: Position;
  readonly path: JsonPath;
}
