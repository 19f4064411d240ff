import {
  CreateRoleCommand,
  CreateUserCommand,
  DeleteRoleCommand,
  DeleteUserCommand,
  GetRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { deleteUser, findUser } from '../../../data/users.ts';

const server = await startTestServer();
const { iam, accountId } = server;

function trust(Principal: unknown, Action: string = 'sts:AssumeRole'): string {
  const Statement = [{ Effect: 'Allow', Principal, Action }];
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

const RoleName = 'Trusting';
await iam.send(
  new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: trust({ AWS: accountId }) }),
);

async function update(PolicyDocument: string): Promise<void> {
  await iam.send(new UpdateAssumeRolePolicyCommand({ RoleName, PolicyDocument }));
}

async function principals(role: string = RoleName): Promise<unknown> {
  const { Role } = await iam.send(new GetRoleCommand({ RoleName: role }));
  const text = decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '');
  return JSON.parse(text).Statement[0].Principal;
}

function malformed(message: string): object {
  return refusal('MalformedPolicyDocument', 400, message);
}

const stranger = '210987654321';

test.each([
  ['AWS', stranger],
  ['AWS', `arn:aws:iam::${stranger}:root`],
  ['AWS', `arn:aws:iam::${stranger}:user/alice`],
  ['AWS', `arn:aws:iam::${accountId}:user/nobody`],
  ['AWS', `arn:aws:iam::${accountId}:role/nobody`],
  ['AWS', `arn:aws:iam::${accountId}:role/wrong/path/${RoleName}`],
  ['AWS', `arn:aws:iam::${accountId}:group/any`],
  ['AWS', `arn:aws:iam::${accountId}:user/*`],
  ['AWS', `arn:aws-cn:iam::${accountId}:root`],
  ['AWS', `arn:aws:sts::${accountId}:assumed-role/nobody/session`],
  ['AWS', 'AIDAAAAAAAAAAAAAAAAAA'],
  ['AWS', 'alice'],
])('refuses %s principal %s, which does not exist', async (kind, value) => {
  const text = `Invalid principal in policy: "${kind.toUpperCase()}":"${value}"`;
  await expect(update(trust({ [kind]: value }))).rejects.toMatchObject(malformed(text));
});

test.each(['ec2', 'ec2.example.com', 'EC2.amazonaws.com', 'ec2.amazonaws.com.evil'])(
  'refuses the service principal %s',
  async (value) => {
    await expect(update(trust({ Service: value }))).rejects.toMatchObject(
      malformed(`Invalid principal in policy: "SERVICE":"${value}"`),
    );
  },
);

test('refuses federated principals that are neither domain nor provider', async () => {
  const text = 'Federated principals must be valid domain names or SAML metadata ARNs';
  const provider = `arn:aws:iam//${accountId}:oidc-provider/x`;
  const document = trust({ Federated: provider }, 'sts:AssumeRoleWithWebIdentity');
  await expect(update(document)).rejects.toMatchObject(malformed(text));
});

test('the first principal that does not exist is named, wherever it stands', async () => {
  const user = `arn:aws:iam::${accountId}:user/ghost`;
  const document = trust({ Service: ['ec2.amazonaws.com'], AWS: [accountId, user] });
  await expect(update(document)).rejects.toMatchObject(
    malformed(`Invalid principal in policy: "AWS":"${user}"`),
  );
});

test('an account id is kept as the root ARN, everything else as it was written', async () => {
  const text = `{ "Version": "2012-10-17",
  "Statement": [ { "Effect": "Allow", "Principal": { "AWS": "${accountId}" },
    "Action": "sts:AssumeRole" } ] }`;
  await update(text);
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  expect(decodeURIComponent(Role?.AssumeRolePolicyDocument ?? '')).toBe(
    text.replace(`"${accountId}"`, `"arn:aws:iam::${accountId}:root"`),
  );
});

test.each([
  [{ AWS: '*' }],
  [{ Service: ['ec2.amazonaws.com', 'states.us-east-1.amazonaws.com'] }],
  [{ Service: 'ec2.amazonaws.com.cn' }],
])('takes %j', async (principal) => {
  await update(trust(principal));
  expect(await principals()).toEqual(principal);
});

test('shows a user by ARN while it exists, and by its id afterwards', async () => {
  const { User } = await iam.send(new CreateUserCommand({ UserName: 'Passing', Path: '/a/b/' }));
  const arn = `arn:aws:iam::${accountId}:user/a/b/Passing`;
  await update(trust({ AWS: [arn, accountId] }));
  const root = `arn:aws:iam::${accountId}:root`;
  expect(await principals()).toEqual({ AWS: [arn, root] });
  await iam.send(new DeleteUserCommand({ UserName: 'Passing' }));
  expect(await principals()).toEqual({ AWS: [User?.UserId, root] });
  await iam.send(new CreateUserCommand({ UserName: 'Passing', Path: '/a/b/' }));
  expect(await principals()).toEqual({ AWS: [User?.UserId, root] });
  // What is shown cannot be saved again: there is no such principal.
  await expect(update(trust({ AWS: User?.UserId }))).rejects.toMatchObject(
    malformed(`Invalid principal in policy: "AWS":"${User?.UserId}"`),
  );
});

test('shows a role by ARN while it exists, and by its id afterwards', async () => {
  const document = trust({ Service: 'ec2.amazonaws.com' });
  const { Role } = await iam.send(
    new CreateRoleCommand({ RoleName: 'Temp', AssumeRolePolicyDocument: document }),
  );
  await update(trust({ AWS: Role?.Arn }));
  expect(await principals()).toEqual({ AWS: Role?.Arn });
  await iam.send(new DeleteRoleCommand({ RoleName: 'Temp' }));
  expect(await principals()).toEqual({ AWS: Role?.RoleId });
});

test('a user made anew under the same name is not the one that was trusted', async () => {
  const first = await addUser(server, 'Twin');
  const arn = `arn:aws:iam::${accountId}:user/Twin`;
  const document = trust({ AWS: arn });
  await iam.send(
    new CreateRoleCommand({ RoleName: 'ForTwin', AssumeRolePolicyDocument: document }),
  );
  const RoleArn = `arn:aws:iam::${accountId}:role/ForTwin`;
  const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'twin' });
  await first.sts.send(assume);
  await server.server.state.metadata.transact(async (tx) => {
    const user = await findUser(tx, accountId, 'Twin');
    if (user !== undefined) deleteUser(tx, user);
  });
  const second = await addUser(server, 'Twin');
  await expect(second.sts.send(assume)).rejects.toMatchObject({ Code: 'AccessDenied' });
  await iam.send(
    new UpdateAssumeRolePolicyCommand({ RoleName: 'ForTwin', PolicyDocument: document }),
  );
  await second.sts.send(assume);
});

test.each([
  ['{', 'This policy contains invalid Json'],
  [
    trust({ AWS: accountId }, 's3:GetObject'),
    'AssumeRole policy may only specify STS AssumeRole actions.',
  ],
  [
    trust({ AWS: accountId }).replace('"Action"', '"Resource":"*","Action"'),
    'Has prohibited field Resource',
  ],
])('refuses %s', async (document, message) => {
  await expect(update(document)).rejects.toMatchObject(malformed(message));
});

test('refuses what is longer than 2048 characters without white space', async () => {
  const grown = (letters: number): string => {
    const document = trust({ AWS: accountId });
    return document.replace('"Effect"', `"Sid":"${'s'.repeat(letters)}",  "Effect"`);
  };
  const used = grown(0).replaceAll(/\s/g, '').length;
  await update(grown(2048 - used));
  await expect(update(grown(2049 - used))).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for ACLSizePerRole: 2048'),
  );
});

test('knows no such role, and tells only who may ask', async () => {
  const command = new UpdateAssumeRolePolicyCommand({
    RoleName: 'nobody',
    PolicyDocument: trust({ AWS: accountId }),
  });
  await expect(iam.send(command)).rejects.toMatchObject(
    noSuchEntity('The role with name nobody cannot be found.'),
  );
  const user = await addUser(server, 'reader', [allow('iam:GetRole')]);
  await expect(user.iam.send(command)).rejects.toMatchObject({ Code: 'AccessDenied' });
});

test('nothing was logged as an error', () => {
  expect(server.loggedErrors).toEqual([]);
});
