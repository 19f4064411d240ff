/**
 * One AWS operation is one file, and this is its shape: the SDK's schema, who may call it, what it
 * does. The access rule is mandatory, and a handler takes only an `Authorized` input, which nothing
 * but `authorize` makes: forgetting the check does not compile.
 */
import type { Eventually, ReadTransaction, Transaction } from '@hallpass/store';
import type {
  ChecksumAlgorithm,
  Constraints,
  DecodedPayload,
  HttpRequest,
  SignedRequest,
} from '@hallpass/wire';
import type { AuthenticatedCaller, Caller } from './authenticate/caller.ts';
import type { AccessItem, Authorized } from './authorize/authorize.ts';
import type { ServerState } from './server-state.ts';

export interface RequestInfo {
  readonly server: ServerState;
  readonly request: HttpRequest;
  readonly caller: Caller;
  /** The server's idea of now, the same for the whole request. Milliseconds. */
  readonly nowMs: number;
  /** Region of the credential scope; `us-east-1` for unsigned calls. */
  readonly region: string;
  /** How the request was signed; absent for anonymous ones. */
  readonly signed?: SignedRequest | undefined;
  /**
   * The body of an operation that streams its input (PutObject, UploadPart), as object bytes with
   * every promise about them checked; `input.Body` stays empty. `digests` are computed beside those
   * declared. Called once, after the request was authorized.
   */
  readonly openPayload: (digests: readonly ChecksumAlgorithm[]) => DecodedPayload;
}

export interface AccessContext extends RequestInfo {
  readonly tx: ReadTransaction;
}

export interface ReadContext extends RequestInfo {
  readonly tx: ReadTransaction;
}

export interface WriteContext extends RequestInfo {
  readonly tx: Transaction;
}

/**
 * What a request must be allowed: every item of the list. Method syntax makes the input bivariant,
 * so that operations of all inputs fit one registry.
 */
type AccessRule<I> = {
  rule(input: I, context: AccessContext): Eventually<readonly AccessItem[]>;
}['rule'];

/** No policy is asked, and why. `unsigned`: not even a signature (AssumeRoleWithWebIdentity …). */
export interface PublicAccess {
  readonly public: string;
  readonly unsigned?: true;
  /** `sts:GetCallerIdentity`: what reports of last access call it. */
  readonly action?: string;
}

interface OperationBase<I> {
  /** Runtime schema of the SDK, e.g. `AssumeRole$`. */
  readonly schema: unknown;
  readonly access: AccessRule<I> | PublicAccess;
  /** Lengths, patterns, ranges: what the SDK's schemas do not carry. */
  readonly constraints?: Constraints;
}

/** An output with what its shape cannot say. A handler gives it in place of the bare output. */
export class Answered<O> {
  readonly output: O;
  /** 206 for a range; headers that no member is bound to; GetBucketLocation's unwrapped root. */
  readonly how: AnswerDetails;

  constructor(output: O, how: AnswerDetails) {
    this.output = output;
    this.how = how;
  }
}

export interface AnswerDetails {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly unwrapped?: boolean;
  /** In place of the output, what is written of it one after another: where two lists are mixed. */
  readonly pieces?: readonly object[];
}

/** Authorized and handled on one snapshot. */
export interface ReadOperation<I, O> extends OperationBase<I> {
  readonly mode: 'read';
  handle(input: Authorized<I>, context: ReadContext): Eventually<O | Answered<O>>;
}

/** Authorized and handled in one serializable transaction: awaits nothing but `tx`, may run again. */
export interface WriteOperation<I, O> extends OperationBase<I> {
  readonly mode: 'write';
  handle(input: Authorized<I>, context: WriteContext): Eventually<O | Answered<O>>;
}

/** Authorized on a snapshot; opens its own transactions, because it streams or computes for long. */
export interface OwnOperation<I, O> extends OperationBase<I> {
  readonly mode: 'own';
  handle(input: Authorized<I>, context: RequestInfo): Eventually<O | Answered<O>>;
}

export type Operation<I = object, O = unknown> =
  | ReadOperation<I, O>
  | WriteOperation<I, O>
  | OwnOperation<I, O>;

/** The caller of an operation that only signed requests reach: all but S3's and the unsigned ones. */
export function signedCaller(context: RequestInfo): AuthenticatedCaller {
  if (context.caller.kind === 'anonymous')
    throw new Error('an unsigned request got past its check');
  return context.caller;
}
