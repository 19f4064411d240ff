import { describe, expect, test } from 'vitest';
import { models } from '../test/round-trip/models.ts';
import { AwsError } from './aws-error.ts';
import { checkConstraints } from './constraints.ts';
import type { Constraints } from './constraints.ts';
import { compileService } from './service.ts';
import type { OperationShape } from './service.ts';

const services = new Map(models.map((model) => [model.name, compileService(model)]));
const operation = (service: string, name: string): OperationShape =>
  services.get(service)!.operations.get(name)!;

function refusal(
  shape: OperationShape,
  input: object,
  constraints?: Constraints,
): AwsError | undefined {
  try {
    checkConstraints(shape, input, constraints);
  } catch (error) {
    if (error instanceof AwsError) return error;
    throw error;
  }
  return undefined;
}

const createRole = operation('iam', 'CreateRole');
const roleConstraints: Constraints = {
  RoleName: { length: [1, 64], pattern: /[\w+=,.@-]+/ },
  MaxSessionDuration: { range: [3600, 43200] },
  Tags: {
    length: [0, 50],
    items: { members: { Key: { length: [1, 128] }, Value: { length: [0, 256] } } },
  },
};
const role = { RoleName: 'r', AssumeRolePolicyDocument: '{}' };
const messageOf = (input: object): string | undefined =>
  refusal(createRole, input, roleConstraints)?.message;

describe("the framework's words", () => {
  test('nothing to say', () => {
    const Tags = [{ Key: 'k', Value: '' }];
    expect(messageOf({ ...role, MaxSessionDuration: 3600, Tags })).toBeUndefined();
  });

  test('a missing member', () => {
    expect(messageOf({ AssumeRolePolicyDocument: '{}' })).toBe(
      "1 validation error detected: Value null at 'roleName' failed to satisfy constraint: " +
        'Member must not be null',
    );
  });

  test('several are counted', () => {
    expect(messageOf({ RoleName: 'a b' })).toBe(
      "2 validation errors detected: Value 'a b' at 'roleName' failed to satisfy constraint: " +
        'Member must satisfy regular expression pattern: [\\w+=,.@-]+; ' +
        "Value null at 'assumeRolePolicyDocument' failed to satisfy constraint: Member must not be null",
    );
  });

  test('lengths, in characters', () => {
    const long = 'x'.repeat(65);
    expect(messageOf({ ...role, RoleName: long })).toBe(
      `1 validation error detected: Value '${long}' at 'roleName' failed to satisfy constraint: ` +
        'Member must have length less than or equal to 64',
    );
    expect(messageOf({ ...role, RoleName: '' })).toContain(
      "Value '' at 'roleName' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 1',
    );
    const Tags = [{ Key: '😀'.repeat(128), Value: '' }];
    expect(messageOf({ ...role, Tags })).toBeUndefined();
  });

  test('ranges', () => {
    expect(messageOf({ ...role, MaxSessionDuration: 43201 })).toBe(
      "1 validation error detected: Value '43201' at 'maxSessionDuration' failed to satisfy " +
        'constraint: Member must have value less than or equal to 43200',
    );
    expect(messageOf({ ...role, MaxSessionDuration: 1 })).toContain(
      'Member must have value greater than or equal to 3600',
    );
  });

  test('members of list items, by position, required ones too', () => {
    expect(messageOf({ ...role, Tags: [{ Key: 'k', Value: 'v' }, { Key: '' }] })).toBe(
      "2 validation errors detected: Value '' at 'tags.2.member.key' failed to satisfy constraint: " +
        "Member must have length greater than or equal to 1; Value null at 'tags.2.member.value' " +
        'failed to satisfy constraint: Member must not be null',
    );
  });

  test('a list of scalars, whose rules are told together', () => {
    const constraints: Constraints = {
      TagKeys: { length: [0, 50], items: { length: [1, 128], pattern: /[a-z]+/ } },
    };
    const untag = operation('iam', 'UntagRole');
    expect(refusal(untag, { RoleName: 'r', TagKeys: ['a', 'B'] }, constraints)?.message).toBe(
      "1 validation error detected: Value '[a, B]' at 'tagKeys' failed to satisfy constraint: " +
        'Member must satisfy constraint: [Member must have length less than or equal to 128, ' +
        'Member must have length greater than or equal to 1, ' +
        'Member must satisfy regular expression pattern: [a-z]+, Member must not be null]',
    );
    expect(refusal(untag, { RoleName: 'r', TagKeys: ['a'] }, constraints)).toBeUndefined();
  });

  test('services that do not repeat values', () => {
    const model = models.find(({ name }) => name === 'iam')!;
    const discreet = compileService({ ...model, repeatsValues: false });
    const shape = discreet.operations.get('CreateRole')!;
    expect(refusal(shape, { ...role, MaxSessionDuration: 1 }, roleConstraints)?.message).toBe(
      "1 validation error detected: Value at 'maxSessionDuration' failed to satisfy constraint: " +
        'Member must have value greater than or equal to 3600',
    );
    expect(refusal(shape, { RoleName: 'r' })?.message).toBe(
      "1 validation error detected: Value at 'assumeRolePolicyDocument' failed to satisfy " +
        'constraint: Member must not be null',
    );
  });

  test('enumerations', () => {
    const constraints = {
      Status: { enum: ['Active', 'Inactive'] },
    };
    const input = { AccessKeyId: 'A', Status: 'On' };
    expect(refusal(operation('iam', 'UpdateAccessKey'), input, constraints)?.message).toBe(
      "1 validation error detected: Value 'On' at 'status' failed to satisfy constraint: " +
        'Member must satisfy enum value set: [Active, Inactive]',
    );
  });

  test('sensitive values are not repeated', () => {
    const input = { UserName: 'u', Password: 'x' };
    const error = refusal(operation('iam', 'CreateLoginProfile'), input, {
      Password: { length: [8, 128] },
    });
    expect(error?.message).toBe(
      "1 validation error detected: Value at 'password' failed to satisfy constraint: " +
        'Member must have length greater than or equal to 8',
    );
  });

  test('a hostile list is reported in bounds', () => {
    const Tags = Array.from({ length: 5000 }, () => ({}));
    expect(messageOf({ ...role, Tags })).toMatch(/^50 validation errors detected/);
  });
});

describe("a constraint's own text", () => {
  const message =
    'The specified value for roleName is invalid. It must contain only alphanumeric characters ' +
    'and/or the following: +=,.@_-';
  const constraints = { RoleName: { length: [1, 64], pattern: /[\w+=,.@-]+/, message } } as const;

  test('stands alone', () => {
    const error = refusal(createRole, { ...role, RoleName: 'a/b' }, constraints);
    expect(error).toMatchObject({ code: 'ValidationError', status: 400, message });
  });

  test('waits for the framework', () => {
    const error = refusal(createRole, { RoleName: 'a/b' }, constraints);
    expect(error?.message).toContain("Value null at 'assumeRolePolicyDocument'");
    expect(error?.message).not.toContain('The specified value');
  });
});

test('JSON services call the same fault ValidationException', () => {
  const error = refusal(operation('organizations', 'DescribeAccount'), {});
  expect(error?.jsonCode).toBe('ValidationException');
  expect(error?.message).toContain("Value null at 'accountId'");
});

test('a constraint on a member that does not exist is a mistake of ours', () => {
  expect(() => checkConstraints(createRole, role, { rolename: { length: [1, 64] } })).toThrow(
    'CreateRole has no member rolename',
  );
  const nested = { Tags: { items: { members: { key: { length: [1, 128] } } } } } as const;
  expect(() => checkConstraints(createRole, role, nested)).toThrow('no member Tags.key');
});

describe('S3', () => {
  test('names the header or parameter that is missing', () => {
    const bucket = { Bucket: 'b', Key: 'k' };
    expect(refusal(operation('s3', 'CopyObject'), bucket)?.message).toBe(
      'Missing required header for this request: x-amz-copy-source',
    );
    expect(refusal(operation('s3', 'AbortMultipartUpload'), bucket)).toMatchObject({
      code: 'InvalidArgument',
      detail: { ArgumentName: 'uploadId' },
    });
  });

  test('has InvalidArgument for a value that violates a constraint', () => {
    const constraints = { MaxKeys: { range: [0, 1000] } } as const;
    const error = refusal(
      operation('s3', 'ListObjectsV2'),
      { Bucket: 'b', MaxKeys: -1 },
      constraints,
    );
    expect(error).toMatchObject({
      code: 'InvalidArgument',
      detail: { ArgumentName: 'maxKeys', ArgumentValue: '-1' },
    });
  });
});
