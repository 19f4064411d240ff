import { InvalidInputException$ } from '@aws-sdk/client-organizations';
import { ThrottlingException$ } from '@aws-sdk/client-accessanalyzer';
import { NoSuchEntityException$, ServiceFailureException$ } from '@aws-sdk/client-iam';
import { NoSuchBucket$ } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { models } from '../test/round-trip/models.ts';
import { authErrorFor } from './auth-error.ts';
import { AwsError, errorsOf, fail } from './aws-error.ts';
import { encodeError } from './error-document.ts';
import { failWith } from './errors.ts';
import { compileService } from './service.ts';

const services = new Map(models.map((model) => [model.name, compileService(model)]));
const context = { requestId: 'f0e1', hostId: 'aG9zdA==' };
const iam = services.get('iam')!;
const s3 = services.get('s3')!;
const organizations = services.get('organizations')!;
const analyzer = services.get('access-analyzer')!;

describe('query services', () => {
  test('a modelled error, with wire code and status from its traits', () => {
    const message = 'The user with name <Bob> cannot be found.';
    expect(encodeError(iam, fail(NoSuchEntityException$, message), context)).toEqual({
      status: 404,
      headers: { 'x-amzn-RequestId': 'f0e1', 'Content-Type': 'text/xml' },
      body:
        '<ErrorResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><Error>' +
        '<Type>Sender</Type><Code>NoSuchEntity</Code>' +
        '<Message>The user with name &lt;Bob&gt; cannot be found.</Message>' +
        '</Error><RequestId>f0e1</RequestId></ErrorResponse>',
    });
  });

  test('a fault of the server is the receiver’s', () => {
    const answer = encodeError(iam, fail(ServiceFailureException$, 'later'), context);
    expect(answer.status).toBe(500);
    expect(answer.body).toContain('<Type>Receiver</Type><Code>ServiceFailure</Code>');
  });

  test('denial and refused credentials', () => {
    expect(encodeError(iam, failWith('AccessDenied', 'no'), context)).toMatchObject({
      status: 403,
    });
    expect(authErrorFor(iam, 'unknownKey')).toMatchObject({
      code: 'InvalidClientTokenId',
      status: 403,
    });
    expect(authErrorFor('awsQuery', 'expiredToken')).toMatchObject({
      code: 'ExpiredToken',
      status: 403,
    });
  });
});

describe('S3', () => {
  test('carries its further fields between message and ids', () => {
    const error = fail(NoSuchBucket$, 'The specified bucket does not exist', { BucketName: 'b' });
    expect(encodeError(s3, error, context)).toEqual({
      status: 404,
      headers: {
        'x-amz-request-id': 'f0e1',
        'x-amz-id-2': 'aG9zdA==',
        'Content-Type': 'application/xml',
      },
      body:
        '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>NoSuchBucket</Code>' +
        '<Message>The specified bucket does not exist</Message><BucketName>b</BucketName>' +
        '<RequestId>f0e1</RequestId><HostId>aG9zdA==</HostId></Error>',
    });
  });

  test('HEAD has headers and no body', () => {
    const error = fail(NoSuchBucket$, 'x').with({
      headers: { 'x-amz-bucket-region': 'eu-west-1' },
    });
    expect(encodeError(s3, error, { ...context, isHead: true })).toEqual({
      status: 404,
      headers: {
        'x-amz-request-id': 'f0e1',
        'x-amz-id-2': 'aG9zdA==',
        'x-amz-bucket-region': 'eu-west-1',
      },
    });
  });

  test('304 has no body either', () => {
    const error = new AwsError({
      code: 'NotModified',
      status: 304,
      message: '',
      headers: { ETag: '"e"' },
    });
    expect(encodeError(s3, error, { requestId: 'f0e1' })).toEqual({
      status: 304,
      headers: { 'x-amz-request-id': 'f0e1', ETag: '"e"' },
    });
  });

  test('refused credentials quote the key', () => {
    const detail = { AWSAccessKeyId: 'AKIA' };
    const { body } = encodeError(s3, authErrorFor(s3, 'inactiveKey', { detail }), context);
    expect(body).toContain('<Code>InvalidAccessKeyId</Code>');
    expect(body).toContain('<AWSAccessKeyId>AKIA</AWSAccessKeyId>');
    expect(authErrorFor(s3, 'expiredToken').status).toBe(400);
  });
});

describe('awsJson', () => {
  test('a modelled error keeps its members; the status is 400 whatever the model says', () => {
    const error = fail(InvalidInputException$, 'bad', { Reason: 'INVALID_ENUM' });
    expect(encodeError(organizations, error, context)).toEqual({
      status: 400,
      headers: {
        'x-amzn-RequestId': 'f0e1',
        'Content-Type': 'application/x-amz-json-1.1',
        'x-amzn-ErrorType': 'InvalidInputException',
      },
      body: '{"__type":"InvalidInputException","Message":"bad","Reason":"INVALID_ENUM"}',
    });
  });

  test.each([
    [failWith('AccessDenied', 'no'), 400, '{"__type":"AccessDeniedException","Message":"no"}'],
    [failWith('UnknownOperationException'), 400, '{"__type":"UnknownOperationException"}'],
    [failWith('ValidationError', 'x'), 400, '{"__type":"ValidationException","message":"x"}'],
    [failWith('InternalFailure', 'x'), 500, '{"__type":"InternalFailure","message":"x"}'],
    [failWith('NotImplemented', 'x'), 501, '{"__type":"NotImplementedException","message":"x"}'],
    [
      authErrorFor('awsJson1_1', 'invalidToken'),
      400,
      '{"__type":"UnrecognizedClientException",' +
        '"message":"The security token included in the request is invalid."}',
    ],
  ])('%s', (error, status, body) => {
    expect(encodeError(organizations, error, context)).toMatchObject({ status, body });
  });
});

describe('restJson', () => {
  test('type in the header, bound members as headers, the model’s status', () => {
    const error = fail(ThrottlingException$, 'slow', { retryAfterSeconds: 3 });
    expect(encodeError(analyzer, error, context)).toEqual({
      status: 429,
      headers: {
        'x-amzn-RequestId': 'f0e1',
        'Content-Type': 'application/json',
        'x-amzn-ErrorType': 'ThrottlingException',
        'Retry-After': '3',
      },
      body: '{"message":"slow"}',
    });
  });

  test('refused credentials are 403 here', () => {
    expect(authErrorFor(analyzer, 'missingToken')).toMatchObject({
      code: 'MissingAuthenticationTokenException',
      status: 403,
    });
  });
});

test('a table of a service’s own codes makes a typed builder', () => {
  const failS3 = errorsOf({
    NoSuchTagSet: { status: 404, message: 'There is no tag set' },
  } as const);
  expect(failS3('NoSuchTagSet')).toMatchObject({ status: 404, message: 'There is no tag set' });
  // @ts-expect-error a misspelt code does not compile
  expect(() => failS3('NoSuchTagset')).toThrow('undefined');
  // @ts-expect-error a misspelt code does not compile
  expect(() => failWith('AccesDenied')).toThrow('undefined');
});

test('the cause is kept for the log and never printed', () => {
  const error = failWith('InternalFailure').with({ cause: new Error('secret path') });
  expect((error.cause as Error).message).toBe('secret path');
  expect(encodeError(iam, error, context).body).not.toContain('secret');
  expect(error).toBeInstanceOf(AwsError);
});
