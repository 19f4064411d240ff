import {
  CreateGroupCommand,
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  GetAccountSummaryCommand,
  ListServiceSpecificCredentialsCommand,
  ListSigningCertificatesCommand,
  ListSSHPublicKeysCommand,
  SummaryKeyType,
} from '@aws-sdk/client-iam';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { noSuchEntity } from '../../../../test/identities.ts';

const server = await startTestServer();
const { iam } = server;

const summary = async (): Promise<object> =>
  (await iam.send(new GetAccountSummaryCommand({}))).SummaryMap ?? {};

test('has every key that AWS has, and no other', async () => {
  expect(Object.keys(await summary()).toSorted()).toEqual(Object.values(SummaryKeyType).toSorted());
});

test('counts what there is', async () => {
  expect(await summary()).toMatchObject({
    Users: 0,
    Groups: 0,
    MFADevices: 0,
    UsersQuota: 5000,
    GroupsPerUserQuota: 10,
    AccountAccessKeysPresent: 1,
    AccountPasswordPresent: 1,
    AccountMFAEnabled: 0,
    PolicyVersionsInUseQuota: 10_000,
  });
  await iam.send(new CreateUserCommand({ UserName: 'u' }));
  await iam.send(new CreateGroupCommand({ GroupName: 'g' }));
  await iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'm' }));
  expect(await summary()).toMatchObject({ Users: 1, Groups: 1, MFADevices: 1, MFADevicesInUse: 0 });
});

test('what cannot be made is listed as none', async () => {
  const UserName = 'u';
  const keys = await iam.send(new ListSSHPublicKeysCommand({ UserName }));
  expect(keys).toMatchObject({ SSHPublicKeys: [], IsTruncated: false });
  const certificates = await iam.send(new ListSigningCertificatesCommand({ UserName }));
  expect(certificates).toMatchObject({ Certificates: [], IsTruncated: false });
  const credentials = await iam.send(new ListServiceSpecificCredentialsCommand({ UserName }));
  expect(credentials).toMatchObject({ ServiceSpecificCredentials: [] });
  await iam.send(new ListServiceSpecificCredentialsCommand({ AllUsers: true }));
  await expect(
    iam.send(new ListServiceSpecificCredentialsCommand({ UserName: 'nobody' })),
  ).rejects.toMatchObject(noSuchEntity('The user with name nobody cannot be found.'));
});
