/**
 * The one error class of the project. Every refusal is an `AwsError`, built from typed values:
 * modelled errors from the SDK's schemas (`fail(NoSuchEntityException$, …)`), the rest from `as
 * const` tables (`failWith('AccessDenied', …)`). A misspelt schema or code does not compile. Common
 * codes: https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html and
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html
 */

export type Fault = 'client' | 'server';

/** Further fields of the error document: BucketName, Key, Reason … In the order given. */
export type ErrorDetail = Readonly<Record<string, unknown>>;

/** A modelled error of the SDK, such as `NoSuchEntityException$`. */
export type ErrorSchema = readonly [
  id: -3,
  namespace: string,
  name: string,
  traits: unknown,
  memberNames: readonly string[],
  memberSchemas: readonly unknown[],
  ...rest: unknown[],
];

export interface AwsErrorInit {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  readonly fault?: Fault | undefined;
  readonly detail?: ErrorDetail | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Code in the JSON protocols, where it differs. */
  readonly jsonCode?: string | undefined;
  readonly schema?: ErrorSchema | undefined;
  /** What went wrong inside. Logged, never sent. */
  readonly cause?: unknown;
}

export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  readonly fault: Fault;
  readonly detail: ErrorDetail;
  /** Headers of the answer beside the protocol's own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly jsonCode: string;
  readonly schema: ErrorSchema | undefined;

  constructor(init: AwsErrorInit) {
    super(init.message, init.cause === undefined ? undefined : { cause: init.cause });
    this.name = 'AwsError';
    this.code = init.code;
    this.status = init.status;
    this.fault = init.fault ?? (init.status >= 500 ? 'server' : 'client');
    this.detail = init.detail ?? {};
    this.headers = init.headers ?? {};
    this.jsonCode = init.jsonCode ?? init.code;
    this.schema = init.schema;
  }

  /** The same error with more of it: headers of the answer, or the cause for the log. */
  with(more: Pick<AwsErrorInit, 'headers' | 'detail' | 'cause'>): AwsError {
    return new AwsError({
      code: this.code,
      status: this.status,
      message: this.message,
      fault: this.fault,
      jsonCode: this.jsonCode,
      schema: this.schema,
      detail: { ...this.detail, ...more.detail },
      headers: { ...this.headers, ...more.headers },
      cause: more.cause ?? this.cause,
    });
  }
}

export interface ErrorEntry {
  readonly status: number;
  /** AWS's text where a code has one text. */
  readonly message?: string;
  /** Code in the JSON protocols, where it differs. */
  readonly json?: string;
}

export type ErrorTable = Readonly<Record<string, ErrorEntry>>;

/**
 * Makes the typed builder of a table: `const failWith = errorsOf(s3Errors)`; `throw
 * failWith('NoSuchKey')`.
 */
export function errorsOf<T extends ErrorTable>(
  table: T,
): (code: keyof T & string, message?: string, detail?: ErrorDetail) => AwsError {
  return (code, message, detail) => {
    const entry = table[code] as ErrorEntry;
    return new AwsError({
      code,
      status: entry.status,
      message: message ?? entry.message ?? '',
      jsonCode: entry.json,
      detail,
    });
  };
}

interface ErrorTraits {
  readonly error?: Fault;
  readonly httpError?: number;
  readonly awsQueryError?: readonly [code: string, status: number];
}

/** An error modelled by the SDK; its traits carry the wire code and the status. */
export function fail(schema: ErrorSchema, message: string, detail?: ErrorDetail): AwsError {
  const traits = (typeof schema[3] === 'object' ? schema[3] : {}) as ErrorTraits;
  const fault = traits.error ?? 'client';
  const [code, status] = traits.awsQueryError ?? [schema[2], traits.httpError];
  return new AwsError({
    code,
    status: status ?? (fault === 'client' ? 400 : 500),
    fault,
    message,
    detail,
    jsonCode: schema[2],
    schema,
  });
}
