/**
 * The vocabulary of the policy engine. Pure data: no I/O, no clock, no dependency.
 * Page: IAM UG "Policy evaluation logic".
 */

export interface Position {
  /** 1-based. */
  readonly line: number;
  /** 1-based, in UTF-16 units. */
  readonly column: number;
  /** 0-based, in UTF-16 units. */
  readonly offset: number;
}

export interface Span {
  readonly start: Position;
  readonly end: Position;
}

export type PolicyType =
  | 'identity'
  | 'resource'
  | 'trust'
  | 'boundary'
  | 'session'
  | 'scp'
  | 'rcp'
  | 'vpc-endpoint';

/** Where a document comes from: what a denial or a trace names. */
export interface PolicyOrigin {
  readonly type: PolicyType;
  /** Managed policies, SCPs and RCPs. */
  readonly arn?: string;
  /** Inline policies: their name; others: a label ("trust policy"). */
  readonly name?: string;
  /** ARN of the user, group, role, bucket, OU … that the policy is attached to. */
  readonly attachedTo?: string;
}

/** Who asks. `id` is the unique id (AIDA…, AROA…), to which stored policies are bound. */
export type Principal =
  | {
      readonly kind: 'root';
      readonly partition: string;
      readonly accountId: string;
      readonly arn: string;
    }
  | {
      readonly kind: 'user';
      readonly partition: string;
      readonly accountId: string;
      readonly arn: string;
      readonly id: string;
    }
  | {
      readonly kind: 'assumed-role';
      readonly partition: string;
      readonly accountId: string;
      /** arn:aws:sts::A:assumed-role/Name/Session */
      readonly arn: string;
      readonly roleArn: string;
      /** AROA… */
      readonly roleId: string;
      readonly sessionName: string;
    }
  | {
      readonly kind: 'federated-user';
      readonly partition: string;
      readonly accountId: string;
      /** arn:aws:sts::A:federated-user/name */
      readonly arn: string;
      /** The IAM user who called GetFederationToken; absent when it was the root user. */
      readonly userArn?: string;
      readonly userId?: string;
    }
  /** AssumeRoleWithWebIdentity / WithSAML callers: `provider` is the provider's ARN or host. */
  | {
      readonly kind: 'web-identity' | 'saml';
      readonly provider: string;
      readonly accountId?: string;
    }
  | { readonly kind: 'service'; readonly service: string }
  | { readonly kind: 'anonymous' };

/**
 * The condition context. Keys are asked for in lower case; a missing key is `undefined`. An array
 * is a multivalued key (possibly empty). All values in AWS's text form: booleans `true`/`false`,
 * dates ISO 8601, numbers decimal.
 */
export interface RequestContext {
  get(lowerCaseKey: string): string | readonly string[] | undefined;
}

export interface AuthorizationRequest {
  readonly principal: Principal;
  /** `iam:CreateRole`, in AWS's own case. */
  readonly action: string;
  /** The ARN asked for, or `*` for actions without a resource. */
  readonly resource: string;
  /** Account that owns the resource; for `*` the caller's own. */
  readonly resourceAccountId: string;
  /** Canonical user id of the caller's account, which S3 policies may name. */
  readonly canonicalUserId?: string;
  readonly context: RequestContext;
}
