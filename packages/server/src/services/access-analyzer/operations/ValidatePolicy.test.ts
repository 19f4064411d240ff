import type { ValidatePolicyCommandInput } from '@aws-sdk/client-accessanalyzer';
import { paginateValidatePolicy, ValidatePolicyCommand } from '@aws-sdk/client-accessanalyzer';
import {
  CreateAccessKeyCommand,
  CreateUserCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { beforeAll, describe, expect, it } from 'vitest';
import type { TestServer } from '../../../../test/harness.ts';
import { startTestServer } from '../../../../test/harness.ts';

const trust = `{
  "Version": "2012-10-17",
  "Statement": {
    "Sid": "",
    "Effect": "Allow",
    "Principal": { "Federated": "accounts.google.com" },
    "Action": ["sts:AssumeRole", "sts:TagSession"],
    "Condition": { "StringEquals": { "accounts.google.com:aud": "66677788899900pro0" } }
  }
}`;

/** Of a text that stands once in the trust policy, as the API counts. */
function spanOf(text: string) {
  const offset = trust.indexOf(text);
  const before = trust.slice(0, offset).split('\n');
  const column = before.at(-1)?.length ?? 0;
  const line = before.length;
  return {
    start: { line, column, offset },
    end: { line, column: column + text.length, offset: offset + text.length },
  };
}

/** One finding per action: an empty Sid in each statement. */
function manyFindings(count: number): string {
  const Statement = Array.from({ length: count }, (_, index) => ({
    Sid: '',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `arn:aws:s3:::amzn-s3-demo-bucket/${index}`,
  }));
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

describe('ValidatePolicy', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startTestServer();
  });

  const validate = (input: ValidatePolicyCommandInput) =>
    server.accessAnalyzer.send(new ValidatePolicyCommand(input));

  it('answers findings with paths and spans as AWS does', async () => {
    const { findings, nextToken } = await validate({
      policyDocument: trust,
      policyType: 'RESOURCE_POLICY',
    });
    expect(nextToken).toBeUndefined();
    expect(findings?.map(({ issueCode, findingType }) => [issueCode, findingType])).toEqual([
      ['EMPTY_SID_VALUE', 'SUGGESTION'],
      ['MISMATCHED_ACTION_FOR_PRINCIPAL', 'ERROR'],
      ['UNSUPPORTED_ACTION_FOR_CONDITION_KEY', 'ERROR'],
    ]);
    expect(findings?.[0]).toMatchObject({
      learnMoreLink:
        'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-reference-policy-checks.html' +
        '#access-analyzer-reference-policy-checks-suggestion-empty-sid-value',
      locations: [{ path: [{ value: 'Statement' }, { value: 'Sid' }], span: spanOf('""') }],
    });
    expect(findings?.[1]?.locations).toEqual([
      {
        path: [{ value: 'Statement' }, { value: 'Action' }, { index: 0 }],
        span: spanOf('"sts:AssumeRole"'),
      },
      {
        path: [{ value: 'Statement' }, { value: 'Principal' }, { value: 'Federated' }],
        span: spanOf('"accounts.google.com"'),
      },
    ]);
    expect(findings?.[2]?.locations).toEqual([
      {
        path: [{ value: 'Statement' }, { value: 'Action' }, { index: 1 }],
        span: spanOf('"sts:TagSession"'),
      },
      {
        path: [
          { value: 'Statement' },
          { value: 'Condition' },
          { value: 'StringEquals' },
          { value: 'accounts.google.com:aud' },
        ],
        span: spanOf('"66677788899900pro0"'),
      },
    ]);
  });

  it('answers in pages', async () => {
    const config = { client: server.accessAnalyzer, pageSize: 3 };
    const input = { policyDocument: manyFindings(8), policyType: 'IDENTITY_POLICY' } as const;
    const sizes: (number | undefined)[] = [];
    for await (const page of paginateValidatePolicy(config, input)) {
      sizes.push(page.findings?.length);
    }
    expect(sizes).toEqual([3, 3, 2]);
    await expect(validate({ ...input, nextToken: 'bm90IG91cnM' })).rejects.toMatchObject({
      name: 'ValidationException',
      reason: 'fieldValidationFailed',
    });
  });

  it('takes every locale and refuses others', async () => {
    const input = { policyDocument: manyFindings(1), policyType: 'IDENTITY_POLICY' } as const;
    await expect(validate({ ...input, locale: 'DE' })).resolves.toMatchObject({
      findings: [{ issueCode: 'EMPTY_SID_VALUE' }],
    });
    await expect(validate({ ...input, locale: 'XX' as 'DE' })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  it('takes a resource type with resource policies only', async () => {
    const policyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: '111111111111' },
        Action: 'iam:GetUser',
        Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*',
      },
    });
    const validatePolicyResourceType = 'AWS::S3::Bucket';
    await expect(
      validate({ policyDocument, policyType: 'RESOURCE_POLICY', validatePolicyResourceType }),
    ).resolves.toMatchObject({ findings: [{ issueCode: 'UNSUPPORTED_ACTION_IN_POLICY' }] });
    await expect(
      validate({ policyDocument, policyType: 'IDENTITY_POLICY', validatePolicyResourceType }),
    ).rejects.toMatchObject({ name: 'ValidationException', message: 'InvalidInput' });
  });

  it('tells of text that is no JSON', async () => {
    const { findings } = await validate({
      policyDocument: '{"Version" 1}',
      policyType: 'IDENTITY_POLICY',
    });
    expect(findings).toMatchObject([
      {
        issueCode: 'JSON_SYNTAX_ERROR',
        locations: [{ path: [], span: { start: { line: 1, column: 11, offset: 11 } } }],
      },
    ]);
  });

  it('wants access-analyzer:ValidatePolicy', async () => {
    await server.iam.send(new CreateUserCommand({ UserName: 'Checker' }));
    const { AccessKey } = await server.iam.send(
      new CreateAccessKeyCommand({ UserName: 'Checker' }),
    );
    const clients = server.clientsFor({
      accessKeyId: AccessKey?.AccessKeyId ?? '',
      secretAccessKey: AccessKey?.SecretAccessKey ?? '',
    });
    const command = new ValidatePolicyCommand({
      policyDocument: manyFindings(1),
      policyType: 'IDENTITY_POLICY',
    });
    await expect(clients.accessAnalyzer.send(command)).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::' +
        `${server.accountId}:user/Checker is not authorized to perform: ` +
        'access-analyzer:ValidatePolicy on resource: * because no identity-based policy allows the ' +
        'access-analyzer:ValidatePolicy action',
    });
    const PolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: 'access-analyzer:ValidatePolicy', Resource: '*' },
    });
    await server.iam.send(
      new PutUserPolicyCommand({ UserName: 'Checker', PolicyName: 'validate', PolicyDocument }),
    );
    await expect(clients.accessAnalyzer.send(command)).resolves.toMatchObject({
      findings: [{ issueCode: 'EMPTY_SID_VALUE' }],
    });
  });
});
