import {
  AddUserToGroupCommand,
  CreateAccessKeyCommand,
  CreateGroupCommand,
  CreateLoginProfileCommand,
  CreateUserCommand,
  DeleteAccessKeyCommand,
  DeleteLoginProfileCommand,
  DeleteUserCommand,
  RemoveUserFromGroupCommand,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { grant, allow, refusal } from '../../../../test/identities.ts';
import { findUser, putUser } from '../../../data/users.ts';

const server = await startTestServer();
const { iam } = server;
const UserName = 'heavy';

const conflict = (what: string): object =>
  refusal('DeleteConflict', 409, `Cannot delete entity, must ${what} first.`);

test('what a user has must go first, in AWS’s words', async () => {
  const remove = () => iam.send(new DeleteUserCommand({ UserName }));
  await iam.send(new CreateUserCommand({ UserName }));
  await iam.send(new CreateGroupCommand({ GroupName: 'g' }));
  await iam.send(new AddUserToGroupCommand({ UserName, GroupName: 'g' }));
  await iam.send(new CreateLoginProfileCommand({ UserName, Password: 'Correct-horse-1' }));
  const { AccessKey } = await iam.send(new CreateAccessKeyCommand({ UserName }));
  await grant(server, UserName, [allow('s3:*')]);

  await expect(remove()).rejects.toMatchObject(conflict('remove users from group'));
  await iam.send(new RemoveUserFromGroupCommand({ UserName, GroupName: 'g' }));
  await expect(remove()).rejects.toMatchObject(conflict('delete login profile'));
  await iam.send(new DeleteLoginProfileCommand({ UserName }));
  await expect(remove()).rejects.toMatchObject(conflict('delete policies'));
  await server.server.state.metadata.transact(async (tx) => {
    const user = await findUser(tx, server.accountId, UserName);
    if (user !== undefined) putUser(tx, { ...user, inlinePolicies: {} });
  });
  await expect(remove()).rejects.toMatchObject(conflict('delete access keys'));
  await iam.send(
    new DeleteAccessKeyCommand({ UserName, AccessKeyId: AccessKey?.AccessKeyId ?? '' }),
  );
  await remove();
});
