/**
 * The code, status and text that AWS answers for a failure of authentication.
 *
 * S3 speaks its own language (S3 API "Error responses", recorded answers); the query and JSON
 * services share one front end whose texts begin alike and whose codes differ by protocol
 * (IAM API "Common errors", IAM UG "Troubleshoot Signature Version 4").
 */
import { AwsError } from '../aws-error.ts';
import type { AuthFailure } from './parsed-signature.ts';
import { describeS3Failure } from './describe-s3-failure.ts';
import { describeServiceFailure } from './describe-service-failure.ts';

export interface AuthErrorText {
  readonly code: string;
  readonly status: number;
  readonly message: string;
  /** Further members of S3's error document, in order. */
  readonly detail?: Readonly<Record<string, string>>;
}

/** How the service answers: S3, XML services of the query protocol, or JSON services. */
export type AuthErrorFamily = 's3' | 'query' | 'json';

export function describeAuthFailure(failure: AuthFailure, family: AuthErrorFamily): AuthErrorText {
  return family === 's3' ? describeS3Failure(failure) : describeServiceFailure(failure, family);
}

/** The failure as the error that the pipeline throws. */
export function authError(failure: AuthFailure, family: AuthErrorFamily): AwsError {
  return new AwsError(describeAuthFailure(failure, family));
}

/** What a service other than S3 answers when it wants a signature and finds none. */
export function missingAuthentication(family: AuthErrorFamily): AuthErrorText {
  if (family === 's3') {
    return { code: 'AccessDenied', status: 403, message: 'Access Denied' };
  }
  const message = 'Request is missing Authentication Token';
  return family === 'json'
    ? { code: 'MissingAuthenticationTokenException', status: 400, message }
    : { code: 'MissingAuthenticationToken', status: 403, message };
}

/** What is answered when the access key id names no active key. */
export function unknownAccessKey(family: AuthErrorFamily, accessKeyId: string): AuthErrorText {
  if (family === 's3') {
    return {
      code: 'InvalidAccessKeyId',
      status: 403,
      message: 'The AWS Access Key Id you provided does not exist in our records.',
      detail: { AWSAccessKeyId: accessKeyId },
    };
  }
  const message = 'The security token included in the request is invalid.';
  return family === 'json'
    ? { code: 'UnrecognizedClientException', status: 400, message }
    : { code: 'InvalidClientTokenId', status: 403, message };
}
