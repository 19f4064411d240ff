/**
 * A policy as the visual editor shows it: identity, trust and bucket policies, SCPs and RCPs. Each
 * statement is about one service. What no block can show is kept as it stands. Pages: IAM UG
 * "Policy restructuring", "IAM JSON policy element reference".
 */

export interface ConditionModel {
  /** With qualifier and `IfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

export interface PrincipalEntry {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`; as written. */
  readonly kind: string;
  readonly value: string;
}

export interface PrincipalsModel {
  /** `NotPrincipal`: everyone but these. */
  readonly isAllBut: boolean;
  /** The bare `*`; then there are no entries. */
  readonly isEveryone: boolean;
  readonly entries: readonly PrincipalEntry[];
}

export type OtherElements = Readonly<Record<string, unknown>>;

export interface StatementModel {
  /** Tells statements apart while they are edited; not in the JSON. */
  readonly id: number;
  readonly sid: string;
  readonly effect: 'Allow' | 'Deny';
  /** Absent: the statement has no such element. */
  readonly principals: PrincipalsModel | undefined;
  /** Its prefix; `*` for all; empty while none was chosen. */
  readonly service: string;
  /** Without the prefix; with it where `service` is `*`. */
  readonly actions: readonly string[];
  /** `NotAction`: all of AWS's but these. */
  readonly isAllActionsBut: boolean;
  /** Absent: the statement has no such element, as in trust policies. */
  readonly resources: readonly string[] | undefined;
  /** `NotResource`: all but these. */
  readonly isAllResourcesBut: boolean;
  readonly conditions: readonly ConditionModel[];
  /** Elements that the grammar does not know. */
  readonly others: OtherElements;
}

/** A statement that no block can show. */
export interface KeptStatement {
  readonly id: number;
  readonly json: unknown;
  readonly reasons: readonly string[];
}

export type BlockModel = StatementModel | KeptStatement;

export const isKept = (block: BlockModel): block is KeptStatement => 'json' in block;

export interface PolicyModel {
  readonly version: string;
  readonly documentId: string;
  readonly statements: readonly BlockModel[];
  /** Elements that the grammar does not know. */
  readonly others: OtherElements;
}

export type PolicyReading =
  /**
   * `changes`: what the JSON will look like differently. `kept`: what is there and is not shown.
   * Both as sentences.
   */
  | {
      readonly kind: 'shown';
      readonly model: PolicyModel;
      readonly changes: readonly string[];
      readonly kept: readonly string[];
    }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

export const emptyPolicy: PolicyModel = {
  version: '2012-10-17',
  documentId: '',
  statements: [],
  others: {},
};

/** `s3:GetObject` → `s3`, `GetObject`; `*` is all of all. */
export function splitAction(action: string): readonly [service: string, name: string] {
  const colon = action.indexOf(':');
  if (colon === -1) return action === '*' ? ['*', '*'] : ['', action];
  return [action.slice(0, colon).toLowerCase(), action.slice(colon + 1)];
}

export function newStatement(
  statements: readonly BlockModel[],
  begin: Partial<StatementModel> = {},
): StatementModel {
  return {
    sid: '',
    effect: 'Allow',
    principals: undefined,
    service: '',
    actions: [],
    isAllActionsBut: false,
    resources: [],
    isAllResourcesBut: false,
    conditions: [],
    others: {},
    ...begin,
    id: Math.max(-1, ...statements.map(({ id }) => id)) + 1,
  };
}
