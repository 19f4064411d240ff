import {
  CreateGroupCommand,
  CreateRoleCommand,
  CreateUserCommand,
  DeleteGroupPolicyCommand,
  DeleteRolePolicyCommand,
  DeleteUserPolicyCommand,
  GetGroupPolicyCommand,
  GetRolePolicyCommand,
  GetUserPolicyCommand,
  ListGroupPoliciesCommand,
  ListRolePoliciesCommand,
  ListUserPoliciesCommand,
  ListUsersCommand,
  PutGroupPolicyCommand,
  PutRolePolicyCommand,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, ec2TrustPolicy, noSuchEntity, refusal } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam, accountId } = server;

const document = `{ "Version": "2012-10-17",
  "Statement": { "Effect": "Allow", "Action": "iam:ListUsers", "Resource": "*" } }`;
const trust = ec2TrustPolicy;

/** A document of exactly so many characters, white space not counted. */
function sized(characters: number): string {
  const frame = document.replace('"Effect"', '"Sid": "", "Effect"');
  const used = frame.replaceAll(/\s/g, '').length;
  return frame.replace('"Sid": ""', `"Sid": "${'s'.repeat(characters - used)}"`);
}

await iam.send(new CreateUserCommand({ UserName: 'Una' }));
await iam.send(new CreateGroupCommand({ GroupName: 'Gang' }));
await iam.send(new CreateRoleCommand({ RoleName: 'Rolf', AssumeRolePolicyDocument: trust }));

const kinds = [
  {
    kind: 'user',
    name: 'Una',
    sizeMax: 2048,
    put: (PolicyName: string, PolicyDocument: string, UserName = 'Una') =>
      iam.send(new PutUserPolicyCommand({ UserName, PolicyName, PolicyDocument })),
    get: (PolicyName: string, UserName = 'Una') =>
      iam.send(new GetUserPolicyCommand({ UserName, PolicyName })),
    remove: (PolicyName: string, UserName = 'Una') =>
      iam.send(new DeleteUserPolicyCommand({ UserName, PolicyName })),
    list: (more: object = {}, UserName = 'Una') =>
      iam.send(new ListUserPoliciesCommand({ UserName, ...more })),
  },
  {
    kind: 'group',
    name: 'Gang',
    sizeMax: 5120,
    put: (PolicyName: string, PolicyDocument: string, GroupName = 'Gang') =>
      iam.send(new PutGroupPolicyCommand({ GroupName, PolicyName, PolicyDocument })),
    get: (PolicyName: string, GroupName = 'Gang') =>
      iam.send(new GetGroupPolicyCommand({ GroupName, PolicyName })),
    remove: (PolicyName: string, GroupName = 'Gang') =>
      iam.send(new DeleteGroupPolicyCommand({ GroupName, PolicyName })),
    list: (more: object = {}, GroupName = 'Gang') =>
      iam.send(new ListGroupPoliciesCommand({ GroupName, ...more })),
  },
  {
    kind: 'role',
    name: 'Rolf',
    sizeMax: 10_240,
    put: (PolicyName: string, PolicyDocument: string, RoleName = 'Rolf') =>
      iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument })),
    get: (PolicyName: string, RoleName = 'Rolf') =>
      iam.send(new GetRolePolicyCommand({ RoleName, PolicyName })),
    remove: (PolicyName: string, RoleName = 'Rolf') =>
      iam.send(new DeleteRolePolicyCommand({ RoleName, PolicyName })),
    list: (more: object = {}, RoleName = 'Rolf') =>
      iam.send(new ListRolePoliciesCommand({ RoleName, ...more })),
  },
];

test.each(kinds)('keeps policies of a $kind as they were written', async (of) => {
  await of.put('beta', document);
  await of.put('Alpha', document);
  await of.put('Alpha', document.replace('ListUsers', 'ListRoles'));
  const got = await of.get('Alpha');
  expect(got.PolicyName).toBe('Alpha');
  expect(Object.values(got)).toContain(of.name);
  expect(decodeURIComponent(got.PolicyDocument ?? '')).toBe(
    document.replace('ListUsers', 'ListRoles'),
  );
  expect(await of.list()).toMatchObject({ PolicyNames: ['Alpha', 'beta'], IsTruncated: false });
  const first = await of.list({ MaxItems: 1 });
  expect(first).toMatchObject({ PolicyNames: ['Alpha'], IsTruncated: true });
  const second = await of.list({ MaxItems: 1, Marker: first.Marker });
  expect(second).toMatchObject({ PolicyNames: ['beta'], IsTruncated: false });
  await of.remove('Alpha');
  await of.remove('beta');
  expect((await of.list()).PolicyNames).toEqual([]);
});

test.each(kinds)('says which policy of a $kind or which $kind is missing', async (of) => {
  const missing = noSuchEntity(`The ${of.kind} policy with name none cannot be found.`);
  await expect(of.get('none')).rejects.toMatchObject(missing);
  await expect(of.remove('none')).rejects.toMatchObject(missing);
  const unknown = noSuchEntity(`The ${of.kind} with name nobody cannot be found.`);
  await expect(of.put('x', document, 'nobody')).rejects.toMatchObject(unknown);
  await expect(of.get('x', 'nobody')).rejects.toMatchObject(unknown);
  await expect(of.remove('x', 'nobody')).rejects.toMatchObject(unknown);
  await expect(of.list({}, 'nobody')).rejects.toMatchObject(unknown);
});

test.each(kinds)('bounds the size of all policies of a $kind together', async (of) => {
  const half = of.sizeMax / 2;
  await of.put('one', sized(half));
  await of.put('two', sized(half));
  await expect(of.put('two', sized(half + 1))).rejects.toMatchObject(
    refusal(
      'LimitExceeded',
      409,
      `Maximum policy size of ${of.sizeMax} bytes exceeded for ${of.kind} ${of.name}`,
    ),
  );
  await of.put('two', document);
  await of.remove('one');
  await of.remove('two');
});

test('names from the prototype of objects are names like any other', async () => {
  const [user] = kinds;
  for (const name of ['constructor', 'toString', '__proto__', '7']) {
    await expect(user?.get(name)).rejects.toMatchObject({ Code: 'NoSuchEntity' });
    await user?.put(name, document);
    expect((await user?.get(name))?.PolicyName).toBe(name);
    await user?.remove(name);
    await expect(user?.remove(name)).rejects.toMatchObject({ Code: 'NoSuchEntity' });
  }
});

test.each([
  ['{"Version":"2012-10-17"}', 'Syntax errors in policy.'],
  [
    document.replace('"Effect"', '"Principal": "*", "Effect"'),
    'Policy document should not specify a principal.',
  ],
])('refuses %s', async (text, message) => {
  for (const { put } of kinds) {
    await expect(put('bad', text)).rejects.toMatchObject(
      refusal('MalformedPolicyDocument', 400, message),
    );
  }
});

test('takes the older version of the language', async () => {
  await kinds[0]?.put('old', document.replace('2012-10-17', '2008-10-17'));
  await kinds[0]?.remove('old');
});

test('is in force for the next request, and no longer once deleted', async () => {
  const user = await addUser(server, 'worker');
  const input = { UserName: 'worker', PolicyName: 'p' };
  await expect(user.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
  await iam.send(new PutUserPolicyCommand({ ...input, PolicyDocument: document }));
  await user.iam.send(new ListUsersCommand({}));
  await iam.send(new DeleteUserPolicyCommand(input));
  await expect(user.iam.send(new ListUsersCommand({}))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
});

const PolicyName = 'p';
const PolicyDocument = document;
test.each([
  ['PutUserPolicy', 'user Una', { UserName: 'Una', PolicyName, PolicyDocument }],
  ['GetGroupPolicy', 'group Gang', { GroupName: 'Gang', PolicyName }],
  ['DeleteRolePolicy', 'role Rolf', { RoleName: 'Rolf', PolicyName }],
  ['ListUserPolicies', 'user nobody', { UserName: 'nobody' }],
])('%s on %s is denied without permission', async (action, resource, input) => {
  const commands: Record<string, new (input: never) => unknown> = {
    PutUserPolicy: PutUserPolicyCommand,
    GetGroupPolicy: GetGroupPolicyCommand,
    DeleteRolePolicy: DeleteRolePolicyCommand,
    ListUserPolicies: ListUserPoliciesCommand,
  };
  const Command = commands[action];
  if (Command === undefined) throw new Error(action);
  const stranger = await addUser(server, `stranger-${action}`);
  const sent = new Command(input as never) as GetUserPolicyCommand;
  await expect(stranger.iam.send(sent)).rejects.toMatchObject(
    refusal(
      'AccessDenied',
      403,
      `User: arn:aws:iam::${accountId}:user/stranger-${action} is not authorized to perform: ` +
        `iam:${action} on resource: ${resource} because no identity-based policy allows the ` +
        `iam:${action} action`,
    ),
  );
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
