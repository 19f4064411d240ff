/**
 * How each kind of service words a refused credential: the query services (IAM, STS), S3 and the
 * JSON services have their own codes, statuses and texts for the same fault. Faults of the
 * signature itself are worded in `sigv4/describe-auth-failure.ts`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList and
 * https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html
 */
import { AwsError } from './aws-error.ts';
import type { ErrorDetail } from './aws-error.ts';
import type { Service } from './service.ts';
import type { Protocol } from './types.ts';

/** Faults of the credential behind a well-formed signature, and the lack of any. */
export type CredentialFault =
  /** No such access key. */
  | 'unknownKey'
  /** The key exists and is switched off, or its user is gone. */
  | 'inactiveKey'
  /** The session token is over. */
  | 'expiredToken'
  /** The session token is not ours, tampered with, truncated, or of another key. */
  | 'invalidToken'
  /** Nothing is signed at all. */
  | 'missingToken';

interface Wording {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

type Wordings = Readonly<Record<CredentialFault, Wording>>;

const invalidSecurityToken = 'The security token included in the request is invalid.';
const expiredSecurityToken = 'The security token included in the request is expired';
const unknownToken = { code: 'InvalidClientTokenId', status: 403, message: invalidSecurityToken };

const query: Wordings = {
  unknownKey: unknownToken,
  inactiveKey: unknownToken,
  invalidToken: unknownToken,
  expiredToken: { code: 'ExpiredToken', status: 403, message: expiredSecurityToken },
  missingToken: {
    code: 'MissingAuthenticationToken',
    status: 403,
    message: 'Request is missing Authentication Token',
  },
};

const unknownAccessKey = {
  code: 'InvalidAccessKeyId',
  status: 403,
  message: 'The AWS Access Key Id you provided does not exist in our records.',
};

const s3: Wordings = {
  unknownKey: unknownAccessKey,
  inactiveKey: unknownAccessKey,
  invalidToken: {
    code: 'InvalidToken',
    status: 400,
    message: 'The provided token is malformed or otherwise invalid.',
  },
  expiredToken: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
  missingToken: { code: 'AccessDenied', status: 403, message: 'Access Denied' },
};

const unrecognized = {
  code: 'UnrecognizedClientException',
  status: 400,
  message: invalidSecurityToken,
};

const json: Wordings = {
  unknownKey: unrecognized,
  inactiveKey: unrecognized,
  invalidToken: unrecognized,
  expiredToken: { code: 'ExpiredTokenException', status: 400, message: expiredSecurityToken },
  missingToken: {
    code: 'MissingAuthenticationTokenException',
    status: 400,
    message: 'Request is missing Authentication Token',
  },
};

/** The awsJson services answer 400 where those of restJson answer 403. */
function forbidden(table: Wordings): Wordings {
  const entries = Object.entries(table).map(([fault, text]) => [fault, { ...text, status: 403 }]);
  return Object.fromEntries(entries) as Wordings;
}

const wordings: Readonly<Record<Protocol, Wordings>> = {
  awsQuery: query,
  restXml: s3,
  awsJson1_1: json,
  restJson: forbidden(json),
};

/** The refusal as `target` words it. S3 repeats the key id: give it as detail `AWSAccessKeyId`. */
export function authErrorFor(
  target: Service | Protocol,
  fault: CredentialFault,
  more: { readonly detail?: ErrorDetail; readonly cause?: unknown } = {},
): AwsError {
  const protocol = typeof target === 'string' ? target : target.model.protocol;
  // Only S3's error document has room for more than code and message.
  const detail = protocol === 'restXml' ? more.detail : undefined;
  return new AwsError({ ...wordings[protocol][fault], detail, cause: more.cause });
}
