/**
 * Codes every service shares, with AWS's own text where a code has one. Codes of one service stand
 * in that service's own table, built with `errorsOf`. Follows
 * https://docs.aws.amazon.com/IAM/latest/APIReference/CommonErrors.html,
 * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html and, for the JSON forms,
 * https://docs.aws.amazon.com/organizations/latest/APIReference/CommonErrors.html
 */
import { errorsOf } from './aws-error.ts';
import type { AwsError, ErrorDetail } from './aws-error.ts';

export const commonErrors = {
  AccessDenied: { status: 403, message: 'Access Denied', json: 'AccessDeniedException' },
  AuthorizationHeaderMalformed: { status: 400 },
  AuthorizationQueryParametersError: { status: 400 },
  BadDigest: { status: 400 },
  EntityTooLarge: {
    status: 400,
    message: 'Your proposed upload exceeds the maximum allowed object size.',
  },
  ExpiredToken: { status: 403, json: 'ExpiredTokenException' },
  IncompleteBody: {
    status: 400,
    message: 'You did not provide the number of bytes specified by the Content-Length HTTP header',
  },
  IncompleteSignature: { status: 400, json: 'IncompleteSignatureException' },
  InternalError: {
    status: 500,
    message: 'We encountered an internal error. Please try again.',
    json: 'InternalFailure',
  },
  InternalFailure: {
    status: 500,
    message: 'The request processing has failed because of an unknown error, exception or failure.',
  },
  InvalidAccessKeyId: {
    status: 403,
    message: 'The AWS Access Key Id you provided does not exist in our records.',
  },
  InvalidAction: { status: 400, json: 'UnknownOperationException' },
  InvalidArgument: { status: 400, message: 'Invalid Argument' },
  InvalidBucketName: { status: 400, message: 'The specified bucket is not valid.' },
  InvalidClientTokenId: {
    status: 403,
    message: 'The security token included in the request is invalid.',
    json: 'UnrecognizedClientException',
  },
  InvalidDigest: { status: 400, message: 'The Content-MD5 you specified was invalid.' },
  InvalidParameterValue: { status: 400, json: 'InvalidParameterValueException' },
  InvalidRequest: { status: 400, json: 'InvalidRequestException' },
  InvalidSignature: { status: 403, json: 'InvalidSignatureException' },
  InvalidToken: {
    status: 400,
    message: 'The provided token is malformed or otherwise invalid.',
    json: 'UnrecognizedClientException',
  },
  InvalidURI: { status: 400, message: "Couldn't parse the specified URI." },
  MalformedInput: { status: 400, json: 'SerializationException' },
  MalformedQueryString: {
    status: 404,
    message: 'The query string contains a syntax error.',
    json: 'MalformedQueryStringException',
  },
  MalformedXML: {
    status: 400,
    message:
      'The XML you provided was not well-formed or did not validate against our published schema',
    json: 'SerializationException',
  },
  MaxMessageLengthExceeded: {
    status: 400,
    message: 'Your request was too big.',
    json: 'RequestEntityTooLargeException',
  },
  MethodNotAllowed: {
    status: 405,
    message: 'The specified method is not allowed against this resource.',
  },
  MissingAction: {
    status: 400,
    message: 'The request is missing an action or a required parameter.',
    json: 'UnknownOperationException',
  },
  MissingAuthenticationToken: {
    status: 403,
    message: 'Request is missing Authentication Token',
    json: 'MissingAuthenticationTokenException',
  },
  MissingContentLength: {
    status: 411,
    message: 'You must provide the Content-Length HTTP header.',
  },
  MissingRequestBodyError: { status: 400, message: 'Request Body is empty' },
  NotImplemented: {
    status: 501,
    message: 'A header you provided implies functionality that is not implemented',
    json: 'NotImplementedException',
  },
  NotSignedUp: { status: 403 },
  OptInRequired: { status: 403 },
  RequestEntityTooLarge: { status: 413, json: 'RequestEntityTooLargeException' },
  RequestExpired: { status: 400, json: 'RequestExpired' },
  RequestTimeTooSkewed: {
    status: 403,
    message: 'The difference between the request time and the current time is too large.',
  },
  SerializationException: { status: 400 },
  ServiceUnavailable: { status: 503, json: 'ServiceUnavailableException' },
  SignatureDoesNotMatch: { status: 403, json: 'InvalidSignatureException' },
  SlowDown: { status: 503, message: 'Please reduce your request rate.' },
  Throttling: { status: 400, message: 'Rate exceeded', json: 'ThrottlingException' },
  UnauthorizedAccess: { status: 403 },
  UnknownOperationException: { status: 404 },
  ValidationError: { status: 400, json: 'ValidationException' },
  XAmzContentSHA256Mismatch: {
    status: 400,
    message: "The provided 'x-amz-content-sha256' header does not match what was computed.",
  },
} as const;

export type CommonErrorCode = keyof typeof commonErrors;

/** `throw failWith('AccessDenied', message)`. The code's own text stands where none is given. */
export const failWith: (code: CommonErrorCode, message?: string, detail?: ErrorDetail) => AwsError =
  errorsOf(commonErrors);
