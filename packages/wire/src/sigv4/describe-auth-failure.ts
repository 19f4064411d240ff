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

/** How the service answers: S3, XML services of the query protocol, or the two JSON protocols. */
export type AuthErrorFamily = 's3' | 'query' | 'json' | 'restJson';

export function describeAuthFailure(failure: AuthFailure, family: AuthErrorFamily): AuthErrorText {
  return family === 's3' ? describeS3Failure(failure) : describeServiceFailure(failure, family);
}

/** The failure as the error that the pipeline throws. */
export function authError(failure: AuthFailure, family: AuthErrorFamily): AwsError {
  return new AwsError(describeAuthFailure(failure, family));
}
