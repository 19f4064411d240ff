/**
 * Faulty signatures in the words of the services other than S3.
 * Pages: IAM API "Common errors", IAM UG "Troubleshoot Signature Version 4 signing"; texts as
 * recorded from AWS.
 */
import { hash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Variant } from '../../test/auth-answer.ts';
import { answer, credential, nowMs, signature, withCredential } from '../../test/auth-answer.ts';
import { authError } from './describe-auth-failure.ts';

describe('the words of the other services', () => {
  const iam = { expectedService: 'iam' };
  const iamScope = 'AKID/20130524/us-east-1/iam/aws4_request';
  const hashed = (text: string): string =>
    Buffer.from(hash('sha256', text), 'hex').toString('base64');

  function text(variant: Variant): string {
    const error = answer({ options: iam, ...variant }, 'query');
    return typeof error === 'string' ? error : `${error.status} ${error.code}: ${error.message}`;
  }

  test('missing parts', () => {
    const bare = 'AWS4-HMAC-SHA256';
    expect(text({ authorization: bare, without: 'x-amz-date' })).toBe(
      "400 IncompleteSignature: Authorization header requires 'Credential' parameter. " +
        "Authorization header requires 'Signature' parameter. " +
        "Authorization header requires 'SignedHeaders' parameter. " +
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. " +
        `(Hashed with SHA-256 and encoded with Base64) Authorization=${hashed(bare)}`,
    );
    expect(text({ authorization: 'Bearer abc' })).toBe(
      '400 IncompleteSignature: Invalid key=value pair (missing equal-sign) in Authorization header ' +
        `(hashed with SHA-256 and encoded with Base64): '${hashed('Bearer abc')}'.`,
    );
    expect(text(withCredential('AKID'))).toBe(
      '400 IncompleteSignature: Credential must have exactly 5 slash-delimited elements, ' +
        "e.g. keyid/date/region/service/term, got 'AKID'",
    );
  });

  test('scope', () => {
    expect(text(withCredential(credential))).toBe(
      "403 SignatureDoesNotMatch: Credential should be scoped to correct service: 'iam'. ",
    );
    expect(text(withCredential(iamScope.replace('us-east-1', 'eu-west-1')))).toBe(
      "403 SignatureDoesNotMatch: Credential should be scoped to a valid region, not 'eu-west-1'. ",
    );
  });

  test('clock', () => {
    const variant = withCredential(iamScope);
    expect(text({ ...variant, options: { ...iam, nowMs: nowMs + 901_000 } })).toBe(
      '403 SignatureDoesNotMatch: Signature expired: 20130524T000000Z is now earlier than ' +
        '20130524T000001Z (20130524T001501Z - 15 min.)',
    );
    expect(text({ ...variant, options: { ...iam, nowMs: nowMs - 301_000 } })).toBe(
      '403 SignatureDoesNotMatch: Signature not yet current: 20130524T000000Z is still later than ' +
        '20130523T235959Z (20130523T235459Z + 5 min.)',
    );
  });

  test('coverage and signature', () => {
    const target = '/?Action=ListUsers&Version=2010-05-08';
    const signedHeaders = 'host;x-amz-content-sha256;x-amz-date';
    const authorization = `AWS4-HMAC-SHA256 Credential=${iamScope}, SignedHeaders=${signedHeaders}, Signature=${signature}`;
    expect(text({ target, authorization, headers: { 'x-amz-target': 'a' } })).toBe(
      "403 SignatureDoesNotMatch: 'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.",
    );
    expect(text({ target, authorization })).toBe(
      '403 SignatureDoesNotMatch: The request signature we calculated does not match the signature ' +
        'you provided. Check your AWS Secret Access Key and signing method. Consult the service ' +
        'documentation for details.',
    );
    expect(answer({ target, authorization, options: iam }, 'json')).toMatchObject({
      code: 'InvalidSignatureException',
      status: 400,
    });
    const noHost = authorization.replace('host;', '');
    expect(text({ target, authorization: noHost })).toBe(
      "403 SignatureDoesNotMatch: 'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.",
    );
  });

  test('missing query parameters', () => {
    const target = '/?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Date=20130524T000000Z';
    expect(text({ target, without: 'authorization' })).toBe(
      "400 IncompleteSignature: AWS query-string parameters must include 'X-Amz-Credential'. " +
        "AWS query-string parameters must include 'X-Amz-Signature'. " +
        "AWS query-string parameters must include 'X-Amz-SignedHeaders'. " +
        'Re-examine the query-string parameters.',
    );
  });

  test('failures become errors', () => {
    expect(authError({ kind: 'hostNotSigned' }, 'query')).toMatchObject({
      name: 'AwsError',
      code: 'SignatureDoesNotMatch',
      status: 403,
      fault: 'client',
    });
  });
});
