import { expect, test } from 'vitest';
import { awsManagedPolicies } from './aws-managed-policies.ts';

interface Document {
  readonly Version: string;
  readonly Statement: readonly { readonly Effect: string; readonly Action?: string | string[] }[];
}

function documentOf(pathAndName: string): Document {
  const policy = awsManagedPolicies().findByArn(`arn:aws:iam::aws:policy/${pathAndName}`);
  return JSON.parse(policy?.document() ?? 'null') as Document;
}

function actionsOf(pathAndName: string): readonly string[] {
  return documentOf(pathAndName).Statement.flatMap((statement) => statement.Action ?? []);
}

test('AdministratorAccess is the document that AWS publishes', () => {
  const policy = awsManagedPolicies().findByArn('arn:aws:iam::aws:policy/AdministratorAccess');
  expect(policy).toMatchObject({
    name: 'AdministratorAccess',
    path: '/',
    arn: 'arn:aws:iam::aws:policy/AdministratorAccess',
    defaultVersionId: 'v1',
    createDate: new Date('2015-02-06T18:39:46Z'),
    updateDate: new Date('2015-02-06T18:39:46Z'),
  });
  expect(JSON.parse(policy?.document() ?? '')).toEqual({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }],
  });
});

test('PowerUserAccess allows all but identities and organizations, and a few reads of those', () => {
  expect(documentOf('PowerUserAccess').Statement[0]).toEqual({
    Effect: 'Allow',
    NotAction: ['iam:*', 'organizations:*', 'account:*'],
    Resource: '*',
  });
  expect(actionsOf('PowerUserAccess')).toContain('iam:CreateServiceLinkedRole');
});

test.each([
  ['ReadOnlyAccess', 's3:Get*'],
  ['SecurityAudit', 'iam:List*'],
  ['job-function/ViewOnlyAccess', 's3:ListAllMyBuckets'],
  ['IAMFullAccess', 'iam:*'],
  ['IAMReadOnlyAccess', 'iam:SimulateCustomPolicy'],
  ['IAMUserChangePassword', 'iam:ChangePassword'],
  ['AmazonS3FullAccess', 's3:*'],
  ['AmazonS3ReadOnlyAccess', 's3:List*'],
  ['AWSOrganizationsFullAccess', 'organizations:*'],
])('%s allows %s', (pathAndName, action) => {
  expect(actionsOf(pathAndName)).toContain(action);
});

test('an ARN is matched with its path, exactly', () => {
  const find = awsManagedPolicies().findByArn;
  expect(find('arn:aws:iam::aws:policy/ViewOnlyAccess')).toBeUndefined();
  expect(find('arn:aws:iam::aws:policy/administratoraccess')).toBeUndefined();
  expect(find('arn:aws:iam::111111111111:policy/AdministratorAccess')).toBeUndefined();
  expect(find('AdministratorAccess')).toBeUndefined();
});

test('another partition has its own ARNs, outside and inside of the document', () => {
  const policies = awsManagedPolicies();
  const policy = policies.findByArn('arn:aws-cn:iam::aws:policy/IAMUserChangePassword');
  expect(policy?.arn).toBe('arn:aws-cn:iam::aws:policy/IAMUserChangePassword');
  expect(policy?.document()).toContain('arn:aws-cn:iam::*:user/${aws:username}');
  expect(policy?.document()).not.toContain('arn:aws:');
  expect(policies.list('aws-us-gov')[0]?.arn).toMatch(/^arn:aws-us-gov:/);
});

test('every policy of the list is whole, and found by its ARN', () => {
  const policies = awsManagedPolicies();
  const list = policies.list();
  expect(list.length).toBeGreaterThan(1400);
  expect(new Set(list.map((policy) => policy.policyId)).size).toBe(list.length);
  for (const policy of list) {
    expect(policy.policyId).toMatch(/^ANPA[A-Z2-7]{17}$/);
    expect(policy.versions.map((version) => version.versionId)).toEqual([policy.defaultVersionId]);
    expect(policies.findByArn(policy.arn)?.policyId).toBe(policy.policyId);
    const document = JSON.parse(policy.document()) as Document;
    expect(document.Version, policy.arn).toBe('2012-10-17');
    expect([document.Statement].flat().length, policy.arn).toBeGreaterThan(0);
  }
});
