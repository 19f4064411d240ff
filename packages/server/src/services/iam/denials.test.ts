/** A user without permissions is refused every operation, and learns from it nothing of what exists. */
import * as iam from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../test/harness.ts';
import { addUser } from '../../../test/identities.ts';

const server = await startTestServer();
const { accountId } = server;
const stranger = await addUser(server, 'stranger');
await addUser(server, 'known');
await server.iam.send(new iam.CreateGroupCommand({ GroupName: 'known', Path: '/hidden/' }));
await server.iam.send(new iam.CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'known' }));

const arnOf = (kind: string): string => `arn:aws:iam::${accountId}:${kind}`;
const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };

/** Action, what the denial names, and the input; `NAME` is one that exists, then one that does not. */
const cases: readonly [action: string, resource: string, input: object][] = [
  ['CreateUser', arnOf('user/NAME'), { UserName: 'NAME' }],
  ['GetUser', 'user NAME', { UserName: 'NAME' }],
  ['UpdateUser', 'user NAME', { UserName: 'NAME', NewUserName: 'x' }],
  ['DeleteUser', 'user NAME', { UserName: 'NAME' }],
  ['ListUsers', arnOf('user/'), {}],
  ['ListGroupsForUser', 'user NAME', { UserName: 'NAME' }],
  ['TagUser', 'user NAME', { UserName: 'NAME', Tags: [{ Key: 'k', Value: 'v' }] }],
  ['UntagUser', 'user NAME', { UserName: 'NAME', TagKeys: ['k'] }],
  ['ListUserTags', 'user NAME', { UserName: 'NAME' }],
  ['CreateAccessKey', 'user NAME', { UserName: 'NAME' }],
  ['ListAccessKeys', 'user NAME', { UserName: 'NAME' }],
  [
    'UpdateAccessKey',
    'user NAME',
    { UserName: 'NAME', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE', Status: 'Active' },
  ],
  ['DeleteAccessKey', 'user NAME', { UserName: 'NAME', AccessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
  ['CreateLoginProfile', 'user NAME', { UserName: 'NAME', Password: 'Some-password-1' }],
  ['GetLoginProfile', 'user NAME', { UserName: 'NAME' }],
  ['UpdateLoginProfile', 'user NAME', { UserName: 'NAME', PasswordResetRequired: true }],
  ['DeleteLoginProfile', 'user NAME', { UserName: 'NAME' }],
  ['ChangePassword', 'user stranger', { OldPassword: 'a', NewPassword: 'b' }],
  ['CreateGroup', arnOf('group/NAME'), { GroupName: 'NAME' }],
  ['GetGroup', 'group NAME', { GroupName: 'NAME' }],
  ['UpdateGroup', 'group NAME', { GroupName: 'NAME', NewGroupName: 'x' }],
  ['DeleteGroup', 'group NAME', { GroupName: 'NAME' }],
  ['ListGroups', arnOf('group/'), {}],
  ['AddUserToGroup', 'group NAME', { GroupName: 'NAME', UserName: 'NAME' }],
  ['RemoveUserFromGroup', 'group NAME', { GroupName: 'NAME', UserName: 'NAME' }],
  ['CreateVirtualMFADevice', arnOf('mfa/NAME'), { VirtualMFADeviceName: 'NAME' }],
  ['DeleteVirtualMFADevice', arnOf('mfa/NAME'), { SerialNumber: arnOf('mfa/NAME') }],
  ['EnableMFADevice', 'user NAME', { UserName: 'NAME', SerialNumber: arnOf('mfa/NAME'), ...codes }],
  ['ResyncMFADevice', 'user NAME', { UserName: 'NAME', SerialNumber: arnOf('mfa/NAME'), ...codes }],
  ['DeactivateMFADevice', 'user NAME', { UserName: 'NAME', SerialNumber: arnOf('mfa/NAME') }],
  ['GetMFADevice', 'user NAME', { UserName: 'NAME', SerialNumber: arnOf('mfa/NAME') }],
  ['ListMFADevices', 'user NAME', { UserName: 'NAME' }],
  ['ListVirtualMFADevices', arnOf('mfa/'), {}],
  ['ListMFADeviceTags', arnOf('mfa/NAME'), { SerialNumber: arnOf('mfa/NAME') }],
  [
    'TagMFADevice',
    arnOf('mfa/NAME'),
    { SerialNumber: arnOf('mfa/NAME'), Tags: [{ Key: 'k', Value: 'v' }] },
  ],
  ['UntagMFADevice', arnOf('mfa/NAME'), { SerialNumber: arnOf('mfa/NAME'), TagKeys: ['k'] }],
  ['CreateAccountAlias', '*', { AccountAlias: 'some-alias' }],
  ['DeleteAccountAlias', '*', { AccountAlias: 'some-alias' }],
  ['ListAccountAliases', '*', {}],
  ['GetAccountSummary', '*', {}],
  ['UpdateAccountPasswordPolicy', '*', {}],
  ['GetAccountPasswordPolicy', '*', {}],
  ['DeleteAccountPasswordPolicy', '*', {}],
  ['ListSSHPublicKeys', 'user NAME', { UserName: 'NAME' }],
  ['ListSigningCertificates', 'user NAME', { UserName: 'NAME' }],
  ['ListServiceSpecificCredentials', 'user NAME', { UserName: 'NAME' }],
];

const commands = iam as unknown as Readonly<
  Record<string, new (input: object) => iam.GetUserCommand>
>;

test.each(cases)('%s on %s', async (action, resource, input) => {
  const Command = commands[`${action}Command`];
  if (Command === undefined) throw new Error(`no command ${action}`);
  for (const name of ['known', 'KNOWN', 'missing']) {
    const named = (text: string): string => text.replaceAll('NAME', name);
    const call = stranger.iam.send(new Command(JSON.parse(named(JSON.stringify(input)))));
    await expect(call).rejects.toMatchObject({
      Code: 'AccessDenied',
      message:
        `User: ${arnOf('user/stranger')} is not authorized to perform: iam:${action} ` +
        `on resource: ${named(resource)} because no identity-based policy allows the ` +
        `iam:${action} action`,
      $metadata: { httpStatusCode: 403 },
    });
  }
});
