import {
  AttachGroupPolicyCommand,
  AttachUserPolicyCommand,
  CreateGroupCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  DeleteGroupCommand,
  DeleteUserCommand,
  GetAccountSummaryCommand,
  ListEntitiesForPolicyCommand,
  UpdateGroupCommand,
  UpdateUserCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/harness.ts';
import { refusal } from '../../../test/identities.ts';
import { putGroup } from '../../data/groups.ts';
import { newUniqueId } from '../../data/ids.ts';
import { putUser } from '../../data/users.ts';
import { quotas } from './quotas.ts';

const server = await startTestServer();
const { iam, accountId } = server;
const { metadata } = server.server.state;

function identity(kind: 'user' | 'group', name: string) {
  return {
    id: newUniqueId(kind),
    accountId,
    name,
    path: '/',
    createdAtMs: 0,
    inlinePolicies: {},
    attachedPolicyArns: [],
  };
}

test('no more users and groups than an account may have', async () => {
  await metadata.transact(async (tx) => {
    for (let n = 0; n < quotas.UsersPerAccount - 1; n += 1) {
      const lists = { tags: [], groups: [], accessKeyIds: [], mfaSerialNumbers: [] };
      putUser(tx, { ...identity('user', `u${n}`), ...lists });
    }
    for (let n = 0; n < quotas.GroupsPerAccount - 1; n += 1) {
      putGroup(tx, identity('group', `g${n}`));
    }
  });
  await iam.send(new CreateUserCommand({ UserName: 'last' }));
  await expect(iam.send(new CreateUserCommand({ UserName: 'excess' }))).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for UsersPerAccount: 5000'),
  );
  await iam.send(new CreateGroupCommand({ GroupName: 'last' }));
  await expect(iam.send(new CreateGroupCommand({ GroupName: 'excess' }))).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for GroupsPerAccount: 300'),
  );
  const { SummaryMap } = await iam.send(new GetAccountSummaryCommand({}));
  expect(SummaryMap).toMatchObject({ Users: 5000, Groups: 300 });
});

test('what is attached stays attached under a new name, and keeps its holder', async () => {
  const statement = { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
  const { Policy } = await iam.send(
    new CreatePolicyCommand({
      PolicyName: 'reading',
      PolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: statement }),
    }),
  );
  const PolicyArn = Policy?.Arn ?? '';
  await iam.send(new AttachUserPolicyCommand({ UserName: 'last', PolicyArn }));
  await iam.send(new AttachGroupPolicyCommand({ GroupName: 'last', PolicyArn }));
  await iam.send(new UpdateUserCommand({ UserName: 'last', NewUserName: 'Renamed' }));
  await iam.send(new UpdateGroupCommand({ GroupName: 'last', NewGroupName: 'Renamed' }));
  const entities = await iam.send(new ListEntitiesForPolicyCommand({ PolicyArn }));
  expect(entities.PolicyUsers?.map((user) => user.UserName)).toEqual(['Renamed']);
  expect(entities.PolicyGroups?.map((group) => group.GroupName)).toEqual(['Renamed']);
  const conflict = refusal(
    'DeleteConflict',
    409,
    'Cannot delete entity, must detach all policies first.',
  );
  await expect(iam.send(new DeleteUserCommand({ UserName: 'Renamed' }))).rejects.toMatchObject(
    conflict,
  );
  await expect(iam.send(new DeleteGroupCommand({ GroupName: 'Renamed' }))).rejects.toMatchObject(
    conflict,
  );
});
