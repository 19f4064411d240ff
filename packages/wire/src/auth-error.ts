/**
 * How each kind of service words a refused credential: the query services (IAM, STS), S3 and the
 * JSON services have their own codes, statuses and texts for the same fault. Faults of the
 * signature itself are worded in `sigv4/describe-auth-failure.ts`; this is the one door to both.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html#ErrorCodeList and
 * https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html
 */
import { AwsError } from './aws-error.ts';
import { describeAuthFailure } from './sigv4/describe-auth-failure.ts';
import type { AuthErrorFamily, AuthErrorText } from './sigv4/describe-auth-failure.ts';
import type { AuthFailure } from './sigv4/parsed-signature.ts';
import type { Protocol } from './types.ts';

/** Faults of the credential behind a well-formed signature, and the lack of any. */
export type CredentialFault =
  /** No such access key. */
  | { readonly kind: 'unknownKey'; readonly accessKeyId: string }
  /** The key exists and is switched off, or its user is gone. */
  | { readonly kind: 'inactiveKey'; readonly accessKeyId: string }
  /** The session token is over. */
  | { readonly kind: 'expiredToken' }
  /** The session token is not ours, tampered with, truncated, or of another key. */
  | { readonly kind: 'invalidToken' }
  /** Nothing is signed at all. */
  | { readonly kind: 'missingToken' };

export type AuthFault = CredentialFault | AuthFailure;

type Wordings = Readonly<Record<CredentialFault['kind'], AuthErrorText>>;

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

const wordings: Readonly<Record<AuthErrorFamily, Wordings>> = { query, s3, json };

const families: Readonly<Record<Protocol, AuthErrorFamily>> = {
  awsQuery: 'query',
  restXml: 's3',
  awsJson1_1: 'json',
  restJson: 'json',
};

const isCredentialFault = (fault: AuthFault): fault is CredentialFault => fault.kind in query;

/** The refusal as a service of this protocol words it. */
export function authErrorFor(service: { readonly protocol: Protocol }, fault: AuthFault): AwsError {
  const family = families[service.protocol];
  const text = isCredentialFault(fault)
    ? credentialText(family, fault)
    : describeAuthFailure(fault, family);
  // The awsJson services answer 400 where those of restJson answer 403.
  return new AwsError(service.protocol === 'restJson' ? { ...text, status: 403 } : text);
}

function credentialText(family: AuthErrorFamily, fault: CredentialFault): AuthErrorText {
  const text = wordings[family][fault.kind];
  if (family !== 's3' || !('accessKeyId' in fault)) return text;
  return { ...text, detail: { AWSAccessKeyId: fault.accessKeyId } };
}
