import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'hallpass-validate-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bin = join(import.meta.dirname, '../../bin/hallpass.js');

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command as people run it. */
function hallpass(...words: readonly string[]): Promise<Outcome> {
  return new Promise((resolve) => {
    const environment = { ...process.env, NO_COLOR: '1', FORCE_COLOR: '' };
    execFile(
      process.execPath,
      [bin, 'validate', ...words],
      { env: environment },
      (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      },
    );
  });
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const misspelt = file(
  'misspelt.json',
  '{\r\n  "Version": "2012-10-17",\r\n  "Statement": { "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*" }\r\n}',
);

const bucket = file(
  'bucket.json',
  JSON.stringify({
    Version: '2012-10-17',
    Statement: {
      Effect: 'Allow',
      Principal: { Service: 'cloudtrail.amazonaws.com' },
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::amzn-s3-demo-bucket/*',
    },
  }),
);

describe('hallpass validate', () => {
  it('underlines what it found and fails on errors', async () => {
    const { code, stdout } = await hallpass(misspelt);
    expect(code).toBe(1);
    expect(stdout).toBe(
      `${misspelt}: 1 error

3:47 error INVALID_ACTION
  There is no action s3:GetObjekt. Did you mean s3:GetObject?
  3 |   "Statement": { "Effect": "Allow", "Action": "s3:GetObjekt", "Resource": "*" }
    |                                               ^^^^^^^^^^^^^^

`,
    );
  });

  it('takes a document with principals for a resource policy, and fails as asked', async () => {
    const gentle = await hallpass(bucket);
    expect(gentle.stdout).toContain('1 security warning');
    expect(gentle.stdout).toContain('RESTRICT_ACCESS_TO_SERVICE_PRINCIPAL');
    expect(gentle.code).toBe(0);
    expect((await hallpass(bucket, '--fail-on', 'security')).code).toBe(1);
    expect((await hallpass(misspelt, '--fail-on', 'never')).code).toBe(0);
  });

  it('knows what the policy is attached to', async () => {
    const table = await hallpass(bucket, '--resource-type', 'AWS::DynamoDB::Table');
    expect(table.stdout).toContain('UNSUPPORTED_ACTION_IN_POLICY');
    const { code, stderr } = await hallpass(
      bucket,
      '--type',
      'scp',
      '--resource-type',
      'AWS::S3::Bucket',
    );
    expect(code).toBe(2);
    expect(stderr).toContain('--resource-type');
  });

  it('prints JSON', async () => {
    const { stdout } = await hallpass(misspelt, bucket, '--json');
    expect(JSON.parse(stdout)).toMatchObject([
      { policyType: 'IDENTITY_POLICY', findings: [{ issueCode: 'INVALID_ACTION' }] },
      { policyType: 'RESOURCE_POLICY', findings: [{ findingType: 'SECURITY_WARNING' }] },
    ]);
  });

  it('says when a file cannot be read', async () => {
    const { code, stderr } = await hallpass(join(folder, 'none.json'));
    expect(code).toBe(2);
    expect(stderr).toContain('cannot be read');
  });
});
