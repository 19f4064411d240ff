/**
 * Faulty Authorization headers, in the words of S3.
 * Page: S3 API "Error responses"; texts as recorded from AWS.
 */
import { describe, expect, test } from 'vitest';
import {
  answer,
  credential,
  nowMs,
  scope,
  signature,
  withCredential,
} from '../../test/auth-answer.ts';
import type { AuthErrorText } from './describe-auth-failure.ts';

function malformed(text: string): AuthErrorText {
  const message = `The authorization header is malformed; ${text}`;
  return { code: 'AuthorizationHeaderMalformed', status: 400, message };
}

describe('no signature', () => {
  test('no or an empty Authorization header is an anonymous request', () => {
    expect(answer({ without: 'authorization' })).toBe('none');
    expect(answer({ authorization: '' })).toBe('none');
    expect(answer({ without: 'authorization', target: '/?Signature=x' })).toBe('none');
  });
});

describe('the Authorization header, in the words of S3', () => {
  test('the documented example is right', () => {
    expect(answer({})).toBe('ok');
  });

  test('signature version 2', () => {
    const refused = {
      code: 'InvalidRequest',
      status: 400,
      message:
        'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.',
    };
    expect(answer({ authorization: 'AWS AKIAIOSFODNN7EXAMPLE:frJIUN8DYpKDtOLCwo=' })).toEqual(
      refused,
    );
    const target = '/?AWSAccessKeyId=AKIAIOSFODNN7EXAMPLE&Expires=1&Signature=frJIUN8%3D';
    expect(answer({ without: 'authorization', target })).toEqual(refused);
    const authorization = `AWS4-ECDSA-P256-SHA256 Credential=${credential}`;
    expect(answer({ authorization })).toEqual(refused);
  });

  test('another scheme', () => {
    expect(answer({ authorization: 'Bearer abc' })).toEqual({
      code: 'InvalidArgument',
      status: 400,
      message: 'Unsupported Authorization Type',
      detail: { ArgumentName: 'Authorization', ArgumentValue: 'Bearer abc' },
    });
  });

  test('no blank at all', () => {
    expect(answer({ authorization: 'nonsense' })).toMatchObject({
      code: 'InvalidArgument',
      message: "Authorization header is invalid -- one and only one ' ' (space) required.",
    });
  });

  const threeComponents =
    'the authorization header requires three components: Credential, SignedHeaders, and Signature.';

  test.each([
    ['AWS4-HMAC-SHA256', threeComponents],
    ['AWS4-HMAC-SHA256 ', threeComponents],
    [`AWS4-HMAC-SHA256 Credential=${credential}`, threeComponents],
    ['AWS4-HMAC-SHA256 Credential=,SignedHeaders=a,Signature=b', threeComponents],
    ['AWS4-HMAC-SHA256 nonsense', 'the authorization component "nonsense" is malformed.'],
    [
      'AWS4-HMAC-SHA256 Signature=a,Signature=a',
      'the authorization component "Signature=a" is malformed.',
    ],
  ])('%s', (authorization, text) => {
    expect(answer({ authorization })).toEqual(malformed(text));
  });

  const fiveParts =
    'the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".';

  test.each([
    ['AKID', fiveParts],
    ['AKID/20130524/us-east-1/s3/aws4_request/more', fiveParts],
    ['/20130524/us-east-1/s3/aws4_request', fiveParts],
    ['AKID/20130524//s3/aws4_request', fiveParts],
    ['AKID/20130524/us-east-1\u00a0/s3/aws4_request', fiveParts],
    [
      'AKID/2013-5-24/us-east-1/s3/aws4_request',
      'incorrect date format "2013-5-24". This date in the credential must be in the format "yyyyMMdd".',
    ],
    [
      'AKID/20130524/us-east-1/s3/aws4',
      'incorrect terminal "aws4". This endpoint uses "aws4_request".',
    ],
    [
      'AKID/20130525/us-east-1/s3/aws4_request',
      'invalid credential date "20130525". This date is not the same as X-Amz-Date: "20130524".',
    ],
    [
      'AKID/20130524/us-east-1/ec2/aws4_request',
      'incorrect service "ec2". This endpoint belongs to "s3".',
    ],
  ])('credential %s', (text, message) => {
    expect(answer(withCredential(text))).toEqual(malformed(message));
  });

  test('another region', () => {
    const variant = withCredential('AKID/20130524/eu-west-1/s3/aws4_request');
    const text = "the region 'eu-west-1' is wrong; expecting 'us-east-1'";
    expect(answer(variant)).toEqual({ ...malformed(text), detail: { Region: 'us-east-1' } });
    const options = { expectedRegion: (region: string): boolean => region.startsWith('us-') };
    expect(answer({ ...variant, options })).toEqual(malformed("the region 'eu-west-1' is wrong"));
  });

  test('no date, no usable date', () => {
    const denied = {
      code: 'AccessDenied',
      status: 403,
      message: 'AWS authentication requires a valid Date or x-amz-date header',
    };
    expect(answer({ without: 'x-amz-date' })).toEqual(denied);
    for (const date of ['20130524T000000', '20130231T000000Z', '20130524T240000Z', 'x']) {
      expect(answer({ headers: { 'x-amz-date': date } }), date).toEqual(denied);
    }
    const long = { date: 'next year, sometime', host: 'h' };
    expect(answer({ without: 'x-amz-date', headers: long })).toEqual(denied);
  });

  test('too old and too new', () => {
    const minuteMs = 60_000;
    expect(answer({ options: { nowMs: nowMs + 15 * minuteMs } })).toBe('ok');
    expect(answer({ options: { nowMs: nowMs - 15 * minuteMs } })).toBe('ok');
    for (const offset of [15 * minuteMs + 1, -15 * minuteMs - 1]) {
      expect(answer({ options: { nowMs: nowMs + offset } })).toMatchObject({
        code: 'RequestTimeTooSkewed',
        status: 403,
        message: 'The difference between the request time and the current time is too large.',
        detail: { RequestTime: '20130524T000000Z', MaxAllowedSkewMilliseconds: '900000' },
      });
    }
  });

  test('x-amz-content-sha256 missing or senseless', () => {
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=host;x-amz-content-sha256;x-amz-date,Signature=${signature}`;
    expect(answer({ authorization, without: 'x-amz-content-sha256' })).toEqual({
      code: 'InvalidRequest',
      status: 400,
      message: 'Missing required header for this request: x-amz-content-sha256',
    });
    const headers = { 'x-amz-content-sha256': 'abc' };
    expect(answer({ authorization, headers })).toMatchObject({
      code: 'InvalidArgument',
      detail: { ArgumentName: 'x-amz-content-sha256', ArgumentValue: 'abc' },
    });
  });

  test('headers that are not signed', () => {
    const headers = { 'x-amz-acl': 'public-read', 'x-amz-meta-a': 'b' };
    const denied = {
      code: 'AccessDenied',
      status: 403,
      message: 'There were headers present in the request which were not signed',
    };
    const detail = { HeadersNotSigned: 'x-amz-acl, x-amz-meta-a' };
    expect(answer({ headers })).toEqual({ ...denied, detail });
    const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=x-amz-content-sha256;x-amz-date,Signature=${signature}`;
    expect(answer({ authorization })).toEqual({ ...denied, detail: { HeadersNotSigned: 'host' } });
  });

  test('a wrong key: everything needed to find the difference', () => {
    const error = answer({ options: { secretAccessKey: 'other' } });
    expect(error).toMatchObject({
      code: 'SignatureDoesNotMatch',
      status: 403,
      message:
        'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
      detail: {
        AWSAccessKeyId: 'AKIAIOSFODNN7EXAMPLE',
        SignatureProvided: signature,
        StringToSign: `AWS4-HMAC-SHA256\n20130524T000000Z\n${scope}\n7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972`,
        CanonicalRequest: expect.stringMatching(/^GET\n\/test\.txt\n\nhost:/),
        StringToSignBytes: expect.stringMatching(/^41 57 53 34 2d 48/),
        CanonicalRequestBytes: expect.stringMatching(/^47 45 54 0a 2f/),
      },
    });
  });
});
