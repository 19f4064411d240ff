import type { ListPoliciesRequest, ListPoliciesResponse } from '@aws-sdk/client-iam';
import {
  AttachUserPolicyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  ListPoliciesCommand,
  PutUserPermissionsBoundaryCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allowingPolicy } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const PolicyDocument = allowingPolicy('s3:*');
for (const PolicyName of ['Attached', 'Bounding', 'Lonely']) {
  await iam.send(new CreatePolicyCommand({ PolicyName, Path: '/mine/', PolicyDocument }));
}
const UserName = 'user';
const own = (name: string): string => `arn:aws:iam::${accountId}:policy/mine/${name}`;
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';
await iam.send(new CreateUserCommand({ UserName }));
await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: own('Attached') }));
await iam.send(new AttachUserPolicyCommand({ UserName, PolicyArn: readOnly }));
await iam.send(
  new PutUserPermissionsBoundaryCommand({ UserName, PermissionsBoundary: own('Bounding') }),
);

async function list(input: ListPoliciesRequest): Promise<(string | undefined)[]> {
  const { Policies } = await iam.send(new ListPoliciesCommand({ MaxItems: 1000, ...input }));
  return (Policies ?? []).map((policy) => policy.Arn);
}

test('Local are the own ones, with how often they are used', async () => {
  const { Policies, IsTruncated } = await iam.send(new ListPoliciesCommand({ Scope: 'Local' }));
  expect(IsTruncated).toBe(false);
  expect(Policies?.map((p) => [p.Arn, p.AttachmentCount, p.PermissionsBoundaryUsageCount])) //
    .toEqual([
      [own('Attached'), 1, 0],
      [own('Bounding'), 0, 1],
      [own('Lonely'), 0, 0],
    ]);
  expect(Policies?.[0]).not.toHaveProperty('Tags');
});

test('AWS are those that AWS manages, in pages', async () => {
  const arns: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new ListPoliciesCommand({ Scope: 'AWS', MaxItems: 400, ...(Marker && { Marker }) }),
    );
    expect(page.Policies?.length).toBeLessThanOrEqual(400);
    arns.push(...(page.Policies ?? []).map((policy) => policy.Arn));
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(new Set(arns).size).toBe(arns.length);
  expect(arns.length).toBeGreaterThan(500);
  expect(arns).toContain('arn:aws:iam::aws:policy/job-function/ViewOnlyAccess');
  expect(arns.every((arn) => arn?.startsWith('arn:aws:iam::aws:policy/'))).toBe(true);
});

test.each([1, 2, 3, 4, 5])('filters by use and pages over both kinds, %i at a time', async (n) => {
  const arns: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page: ListPoliciesResponse = await iam.send(
      new ListPoliciesCommand({ OnlyAttached: true, MaxItems: n, ...(Marker && { Marker }) }),
    );
    expect(page.Policies?.length).toBeGreaterThan(0);
    arns.push(...(page.Policies ?? []).map((policy) => policy.Arn));
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(arns).toEqual([own('Attached'), own('Bounding'), readOnly]);
});

test('filters by kind of use', async () => {
  expect(await list({ PolicyUsageFilter: 'PermissionsBoundary' })).toEqual([own('Bounding')]);
  expect(await list({ PolicyUsageFilter: 'PermissionsPolicy', Scope: 'AWS' })).toEqual([readOnly]);
});

test('filters by path', async () => {
  expect(await list({ PathPrefix: '/mine/' })).toHaveLength(3);
  expect(await list({ PathPrefix: '/job-function/' })).toContain(
    'arn:aws:iam::aws:policy/job-function/Billing',
  );
  expect(await list({ PathPrefix: '/none/' })).toEqual([]);
});

test('refuses a foreign marker, an unknown scope and too long a page', async () => {
  const refused = (input: object) => iam.send(new ListPoliciesCommand(input));
  await expect(refused({ Marker: 'what' })).rejects.toMatchObject({ Code: 'ValidationError' });
  await expect(refused({ Scope: 'Mine' })).rejects.toMatchObject({ Code: 'ValidationError' });
  await expect(refused({ MaxItems: 1001 })).rejects.toMatchObject({ Code: 'ValidationError' });
});

test('asks for iam:ListPolicies', async () => {
  const stranger = await addUser(server, 'stranger');
  await expect(stranger.iam.send(new ListPoliciesCommand({}))).rejects.toMatchObject({
    Code: 'AccessDenied',
    message: expect.stringContaining(
      'perform: iam:ListPolicies on resource: policy path / because',
    ),
  });
  expect(server.loggedErrors).toEqual([]);
});
