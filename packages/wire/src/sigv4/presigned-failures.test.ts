/**
 * Faulty presigned URLs, in the words of S3.
 * Pages: S3 API "Error responses" and "Authenticating Requests: Using Query Parameters"; texts as
 * recorded from AWS.
 */
import { describe, expect, test } from 'vitest';
import { nowMs, presignedAnswer, scope } from '../../test/auth-answer.ts';

describe('presigned URLs, in the words of S3', () => {
  const required =
    'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.';
  const parsing = 'Error parsing the X-Amz-Credential parameter; ';

  test.each([
    ['X-Amz-Algorithm', undefined, required],
    ['X-Amz-Credential', undefined, required],
    ['X-Amz-Signature', undefined, required],
    ['X-Amz-Date', undefined, required],
    ['X-Amz-SignedHeaders', '', required],
    ['X-Amz-Expires', undefined, required],
    [
      'X-Amz-Algorithm',
      'HMAC',
      'X-Amz-Algorithm only supports "AWS4-HMAC-SHA256 and AWS4-ECDSA-P256-SHA256"',
    ],
    [
      'X-Amz-Credential',
      'AKID',
      `${parsing}the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
    ],
    [
      'X-Amz-Credential',
      `AKID/${scope.replace('s3', 's4')}`,
      `${parsing}incorrect service "s4". This endpoint belongs to "s3".`,
    ],
    [
      'X-Amz-Credential',
      `AKID/${scope}s`,
      `${parsing}incorrect terminal "aws4_requests". This endpoint uses "aws4_request".`,
    ],
    [
      'X-Amz-Credential',
      `AKID/${scope.replace('2013', '13')}`,
      `${parsing}incorrect date format "130524". This date in the credential must be in the format "yyyyMMdd".`,
    ],
    [
      'X-Amz-Date',
      '2013-05-24',
      "X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"",
    ],
    [
      'X-Amz-Date',
      '20130525T000000Z',
      'Invalid credential date "20130524". This date is not the same as X-Amz-Date: "20130525".',
    ],
    ['X-Amz-Expires', 'soon', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires', '1.5', 'X-Amz-Expires should be a number'],
    ['X-Amz-Expires', '-1', 'X-Amz-Expires must be non-negative'],
    [
      'X-Amz-Expires',
      '604801',
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    ],
  ])('%s=%s', (name, value, message) => {
    const error = { code: 'AuthorizationQueryParametersError', status: 400, message };
    expect(presignedAnswer({ [name]: value })).toEqual(error);
  });

  test('a week is allowed, and the signature still counts', () => {
    expect(presignedAnswer({})).toBe('ok');
    expect(presignedAnswer({ 'X-Amz-Expires': '604800' })).toMatchObject({
      code: 'SignatureDoesNotMatch',
    });
  });

  test('expired', () => {
    expect(presignedAnswer({}, { options: { nowMs: nowMs + 86_401_000 } })).toEqual({
      code: 'AccessDenied',
      status: 403,
      message: 'Request has expired',
      detail: {
        'X-Amz-Expires': '86400',
        Expires: '2013-05-25T00:00:00Z',
        ServerTime: '2013-05-25T00:00:01Z',
      },
    });
    const early = { options: { nowMs: nowMs - 16 * 60_000 } };
    expect(presignedAnswer({}, early)).toMatchObject({ message: 'Request is not valid yet' });
  });

  test('x-amz headers the signer did not know', () => {
    expect(presignedAnswer({}, { headers: { 'x-amz-acl': 'public-read' } })).toMatchObject({
      code: 'AccessDenied',
      detail: { HeadersNotSigned: 'x-amz-acl' },
    });
  });

  test('header and query at once', () => {
    expect(presignedAnswer({}, { headers: { authorization: 'AWS4-HMAC-SHA256 x' } })).toEqual({
      code: 'InvalidArgument',
      status: 400,
      message:
        'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter, Signature query string parameter or the Authorization header should be specified',
      detail: { ArgumentName: 'Authorization', ArgumentValue: 'AWS4-HMAC-SHA256 x' },
    });
  });
});
