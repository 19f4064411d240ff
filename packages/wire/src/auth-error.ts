/**
 * How each kind of service words a refused signature. The query services (IAM, STS), S3 and the JSON
 * services have their own codes, statuses and texts for the same fault.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList and
 * https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html
 */
import { AwsError } from './aws-error.ts';
import type { ErrorDetail } from './aws-error.ts';
import type { Service } from './service.ts';
import type { Protocol } from './types.ts';

export type AuthFault =
  /** No such access key. */
  | 'unknownKey'
  /** The key exists and is switched off, or its user is gone. */
  | 'inactiveKey'
  | 'badSignature'
  /** The session token is over. */
  | 'expiredToken'
  /** The session token is not ours, tampered with or truncated. */
  | 'invalidToken'
  /** The signature is too old or from the future. Give the text or detail of the times. */
  | 'skewed'
  /** The scope names another date, region or service. Give the text. */
  | 'wrongScope'
  /** Parts of the signature are missing or malformed. Give the text. */
  | 'incompleteSignature'
  /** Nothing is signed at all. */
  | 'missingToken';

interface Wording {
  readonly code: string;
  readonly status: number;
  readonly message: string;
}

type Wordings = Readonly<Record<AuthFault, Wording>>;

const invalidSecurityToken = 'The security token included in the request is invalid.';
const expiredSecurityToken = 'The security token included in the request is expired';
const mismatch =
  'The request signature we calculated does not match the signature you provided. ' +
  'Check your AWS Secret Access Key and signing method. ' +
  'Consult the service documentation for details.';
const unknownToken = { code: 'InvalidClientTokenId', status: 403, message: invalidSecurityToken };
const refused = { code: 'SignatureDoesNotMatch', status: 403, message: mismatch };

const query: Wordings = {
  unknownKey: unknownToken,
  inactiveKey: unknownToken,
  invalidToken: unknownToken,
  badSignature: refused,
  skewed: refused,
  wrongScope: refused,
  expiredToken: { code: 'ExpiredToken', status: 403, message: expiredSecurityToken },
  incompleteSignature: {
    code: 'IncompleteSignature',
    status: 400,
    message: 'The request signature does not conform to AWS standards.',
  },
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
  badSignature: {
    code: 'SignatureDoesNotMatch',
    status: 403,
    message:
      'The request signature we calculated does not match the signature you provided. ' +
      'Check your key and signing method.',
  },
  skewed: {
    code: 'RequestTimeTooSkewed',
    status: 403,
    message: 'The difference between the request time and the current time is too large.',
  },
  wrongScope: {
    code: 'AuthorizationHeaderMalformed',
    status: 400,
    message: 'The authorization header is malformed.',
  },
  expiredToken: { code: 'ExpiredToken', status: 400, message: 'The provided token has expired.' },
  incompleteSignature: {
    code: 'AuthorizationHeaderMalformed',
    status: 400,
    message: 'The authorization header that you provided is not valid.',
  },
  missingToken: { code: 'AccessDenied', status: 403, message: 'Access Denied' },
};

const unrecognized = {
  code: 'UnrecognizedClientException',
  status: 403,
  message: invalidSecurityToken,
};
const invalidSignature = { code: 'InvalidSignatureException', status: 403, message: mismatch };

const json: Wordings = {
  unknownKey: unrecognized,
  inactiveKey: unrecognized,
  invalidToken: unrecognized,
  badSignature: invalidSignature,
  skewed: invalidSignature,
  wrongScope: invalidSignature,
  expiredToken: { code: 'ExpiredTokenException', status: 403, message: expiredSecurityToken },
  incompleteSignature: {
    code: 'IncompleteSignatureException',
    status: 400,
    message: 'The request signature does not conform to AWS standards.',
  },
  missingToken: {
    code: 'MissingAuthenticationTokenException',
    status: 403,
    message: 'Missing Authentication Token',
  },
};

const wordings: Readonly<Record<Protocol, Wordings>> = {
  awsQuery: query,
  restXml: s3,
  awsJson1_1: json,
  restJson: json,
};

/** The refusal as `target` words it; `message` where the text depends on the request. */
export function authErrorFor(
  target: Service | Protocol,
  fault: AuthFault,
  more: { readonly message?: string; readonly detail?: ErrorDetail; readonly cause?: unknown } = {},
): AwsError {
  const protocol = typeof target === 'string' ? target : target.model.protocol;
  const { code, status, message } = wordings[protocol][fault];
  return new AwsError({
    code,
    status,
    message: more.message ?? message,
    detail: more.detail,
    cause: more.cause,
  });
}
