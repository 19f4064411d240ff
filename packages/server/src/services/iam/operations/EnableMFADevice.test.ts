import {
  CreateUserCommand,
  CreateVirtualMFADeviceCommand,
  DeactivateMFADeviceCommand,
  DeleteUserCommand,
  DeleteVirtualMFADeviceCommand,
  EnableMFADeviceCommand,
  GetMFADeviceCommand,
  ListMFADevicesCommand,
  ListMFADeviceTagsCommand,
  ListVirtualMFADevicesCommand,
  ResyncMFADeviceCommand,
  TagMFADeviceCommand,
  UntagMFADeviceCommand,
} from '@aws-sdk/client-iam';
import { GetSessionTokenCommand } from '@aws-sdk/client-sts';
import { Secret, TOTP } from 'otpauth';
import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser, allow, noSuchEntity, refusal } from '../../../../test/identities.ts';
import { verifyMfaCode } from '../../../data/mfa-devices.ts';
import { findUser } from '../../../data/users.ts';

const server = await startTestServer();
const { iam, accountId, clock } = server;
const stepMs = 30_000;

interface Device {
  readonly serialNumber: string;
  /** Code of the step `steps` after the current one. */
  code(steps?: number): string;
}

async function create(name: string, Path?: string): Promise<Device> {
  const { VirtualMFADevice: made } = await iam.send(
    new CreateVirtualMFADeviceCommand({
      VirtualMFADeviceName: name,
      ...(Path === undefined ? {} : { Path }),
    }),
  );
  const seed = Buffer.from(made?.Base32StringSeed ?? []).toString();
  const totp = new TOTP({ secret: Secret.fromBase32(seed) });
  return {
    serialNumber: made?.SerialNumber ?? '',
    code: (steps = 0) => totp.generate({ timestamp: clock.nowMs() + steps * stepMs }),
  };
}

const enable = (UserName: string, device: Device, codes?: readonly [string, string]) =>
  iam.send(
    new EnableMFADeviceCommand({
      UserName,
      SerialNumber: device.serialNumber,
      AuthenticationCode1: codes?.[0] ?? device.code(-1),
      AuthenticationCode2: codes?.[1] ?? device.code(),
    }),
  );

const deactivate = (UserName: string, { serialNumber }: Device) =>
  iam.send(new DeactivateMFADeviceCommand({ UserName, SerialNumber: serialNumber }));

async function addUserWithDevice(UserName: string): Promise<Device> {
  await iam.send(new CreateUserCommand({ UserName }));
  const device = await create(`of-${UserName}`);
  await enable(UserName, device);
  return device;
}

const invalidCode = refusal(
  'InvalidAuthenticationCode',
  403,
  'Authentication code for device is not valid.',
);

test('a device has a seed and its QR code, shown once', async () => {
  const { VirtualMFADevice: made } = await iam.send(
    new CreateVirtualMFADeviceCommand({
      VirtualMFADeviceName: 'shown',
      Path: '/phones/',
      Tags: [{ Key: 'a', Value: '1' }],
    }),
  );
  const SerialNumber = `arn:aws:iam::${accountId}:mfa/phones/shown`;
  expect(made).toMatchObject({ SerialNumber, Tags: [{ Key: 'a', Value: '1' }] });
  expect(Buffer.from(made?.Base32StringSeed ?? []).toString()).toMatch(/^[A-Z2-7]{64}$/);
  const png = Buffer.from(made?.QRCodePNG ?? []);
  expect(png.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'));
  const width = png.readUInt32BE(16);
  const start = png.indexOf('IDAT') + 4;
  const pixels = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  expect(pixels.length).toBe(width * (1 + Math.ceil(width / 8)));
  const { VirtualMFADevices } = await iam.send(new ListVirtualMFADevicesCommand({}));
  expect(VirtualMFADevices).toEqual([{ SerialNumber }]);
});

test('a name is taken only on its path', async () => {
  await create('twin');
  await create('twin', '/other/');
  await expect(create('Twin')).rejects.toMatchObject(
    refusal(
      'EntityAlreadyExists',
      409,
      'MFADevice entity at the same path and name already exists.',
    ),
  );
});

test('two consecutive codes enable a device', async () => {
  const UserName = 'Ann';
  await iam.send(new CreateUserCommand({ UserName }));
  const device = await create('ann');
  const SerialNumber = device.serialNumber;
  await expect(enable(UserName, device, ['000000', '000000'])).rejects.toMatchObject(invalidCode);
  const twice = enable(UserName, device, [device.code(), device.code()]);
  await expect(twice).rejects.toMatchObject(invalidCode);
  const gap = enable(UserName, device, [device.code(-2), device.code()]);
  await expect(gap).rejects.toMatchObject(invalidCode);
  await expect(enable('nobody', device)).rejects.toMatchObject(
    noSuchEntity('The user with name nobody cannot be found.'),
  );
  await enable('ann', device);
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName }));
  expect(MFADevices).toEqual([{ UserName, SerialNumber, EnableDate: expect.any(Date) }]);
  const shown = await iam.send(new GetMFADeviceCommand({ UserName, SerialNumber }));
  expect(shown).toMatchObject({ UserName, SerialNumber });
  const { VirtualMFADevices } = await iam.send(
    new ListVirtualMFADevicesCommand({ AssignmentStatus: 'Assigned' }),
  );
  expect(VirtualMFADevices).toMatchObject([{ SerialNumber, User: { UserName } }]);
  await expect(enable(UserName, device)).rejects.toMatchObject(
    refusal('EntityAlreadyExists', 409, 'MFA Device is already in use.'),
  );
});

test('used codes are refused, new ones are good once', async () => {
  const device = await addUserWithDevice('once');
  const { metadata, secrets } = server.server.state;
  const user = await metadata.read((tx) => findUser(tx, accountId, 'once'));
  const verify = (code: string, userId = user?.id ?? '') =>
    metadata.transact((tx) =>
      verifyMfaCode(tx, secrets, {
        serialNumber: device.serialNumber,
        code,
        nowMs: clock.nowMs(),
        owner: { accountId, userId },
      }),
    );
  expect(await verify(device.code())).toBe('invalid');
  expect(await verify(device.code(-1))).toBe('invalid');
  clock.advance(stepMs);
  expect(await verify(device.code(), 'AIDASOMEBODYELSE')).toBe('no-device');
  expect(await verify('123')).toBe('invalid');
  expect(await verify(device.code())).toBe('valid');
  expect(await verify(device.code())).toBe('invalid');
  expect(await verify(device.code(2))).toBe('invalid');
  expect(await verify(device.code(1))).toBe('valid');
});

test('codes are not found by trying', async () => {
  const device = await addUserWithDevice('guessed');
  const { metadata, secrets } = server.server.state;
  const user = await metadata.read((tx) => findUser(tx, accountId, 'guessed'));
  const owner = { accountId, userId: user?.id ?? '' };
  const { serialNumber } = device;
  const verify = (code: string) =>
    metadata.transact((tx) =>
      verifyMfaCode(tx, secrets, { serialNumber, code, nowMs: clock.nowMs(), owner }),
    );
  for (let n = 0; n < 10; n += 1) await verify('12345x');
  clock.advance(stepMs);
  expect(await verify(device.code())).toBe('invalid');
  clock.advance(300_000);
  expect(await verify(device.code())).toBe('valid');
});

test('a used code does not enable the device again', async () => {
  const device = await addUserWithDevice('again');
  await deactivate('again', device);
  await expect(enable('again', device)).rejects.toMatchObject(invalidCode);
  clock.advance(2 * stepMs);
  await enable('again', device);
});

test('the token of a device goes into a session once', async () => {
  const own = await addUser(server, 'sessions', [allow('iam:ListMFADevices')]);
  const device = await create('sessions');
  await enable('sessions', device);
  clock.advance(stepMs);
  const SerialNumber = device.serialNumber;
  const start = (TokenCode: string) =>
    own.sts.send(new GetSessionTokenCommand({ SerialNumber, TokenCode }));
  const code = device.code();
  const { Credentials } = await start(code);
  expect(Credentials?.SessionToken).toBeDefined();
  await expect(start(code)).rejects.toMatchObject({ Code: 'AccessDenied' });
});

test('synchronizing learns how far the clock of a device is off', async () => {
  const UserName = 'late';
  const device = await addUserWithDevice(UserName);
  const SerialNumber = device.serialNumber;
  clock.advance(10 * stepMs);
  const resync = (first: string, second: string) =>
    iam.send(
      new ResyncMFADeviceCommand({
        UserName,
        SerialNumber,
        AuthenticationCode1: first,
        AuthenticationCode2: second,
      }),
    );
  await expect(resync(device.code(), device.code())).rejects.toMatchObject(invalidCode);
  await resync(device.code(7), device.code(8));
  const { metadata, secrets } = server.server.state;
  const user = await metadata.read((tx) => findUser(tx, accountId, UserName));
  const owner = { accountId, userId: user?.id ?? '' };
  const verify = (code: string) =>
    metadata.transact((tx) =>
      verifyMfaCode(tx, secrets, { serialNumber: SerialNumber, code, nowMs: clock.nowMs(), owner }),
    );
  expect(await verify(device.code())).toBe('invalid');
  expect(await verify(device.code(9))).toBe('valid');
});

test('a device is deactivated by its own user’s name, then deleted', async () => {
  const device = await addUserWithDevice('leaver');
  const SerialNumber = device.serialNumber;
  const remove = () => iam.send(new DeleteVirtualMFADeviceCommand({ SerialNumber }));
  await expect(remove()).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'MFA VirtualDevice in use. Must deactivate first.'),
  );
  await expect(iam.send(new DeleteUserCommand({ UserName: 'leaver' }))).rejects.toMatchObject(
    refusal('DeleteConflict', 409, 'Cannot delete entity, must delete MFA device first.'),
  );
  await expect(deactivate('Ann', device)).rejects.toMatchObject(
    noSuchEntity('MFA Device invalid for user.'),
  );
  await deactivate('leaver', device);
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({ UserName: 'leaver' }));
  expect(MFADevices).toEqual([]);
  await remove();
  await expect(remove()).rejects.toMatchObject(
    noSuchEntity(`MFA Device with serial number ${SerialNumber} does not exist.`),
  );
  await iam.send(new DeleteUserCommand({ UserName: 'leaver' }));
});

test('the root user has devices too', async () => {
  const root = 'AWS ROOT USER';
  const device = await create('root-account-mfa-device');
  await enable(root, device);
  const { MFADevices } = await iam.send(new ListMFADevicesCommand({}));
  expect(MFADevices).toMatchObject([{ SerialNumber: device.serialNumber }]);
  const { VirtualMFADevices } = await iam.send(new ListVirtualMFADevicesCommand({}));
  expect(
    VirtualMFADevices?.find((shown) => shown.SerialNumber === device.serialNumber)?.User,
  ).toMatchObject({ Arn: `arn:aws:iam::${accountId}:root`, UserId: accountId });
  await deactivate(root, device);
  const after = await iam.send(new ListMFADevicesCommand({}));
  expect(after.MFADevices).toEqual([]);
});

test('the root user’s devices are out of a user’s reach', async () => {
  const eve = await addUser(server, 'eve', [allow('iam:*')]);
  const call = eve.iam.send(new ListMFADevicesCommand({ UserName: 'AWS ROOT USER' }));
  await expect(call).rejects.toMatchObject({ Code: 'NoSuchEntity' });
});

test('eight devices per user', async () => {
  const UserName = 'collector';
  await iam.send(new CreateUserCommand({ UserName }));
  for (let n = 0; n < 8; n += 1) await enable(UserName, await create(`c-${n}`));
  await expect(enable(UserName, await create('c-8'))).rejects.toMatchObject(
    refusal('LimitExceeded', 409, 'Cannot exceed quota for MFADevicesPerUser: 8'),
  );
  const first = await iam.send(new ListMFADevicesCommand({ UserName, MaxItems: 5 }));
  const { Marker } = first;
  const rest = await iam.send(new ListMFADevicesCommand({ UserName, Marker }));
  expect([first.MFADevices?.length, rest.MFADevices?.length]).toEqual([5, 3]);
});

test('lists the unassigned page by page', async () => {
  const AssignmentStatus = 'Unassigned';
  const all = await iam.send(new ListVirtualMFADevicesCommand({ AssignmentStatus }));
  const serials: (string | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const page = await iam.send(
      new ListVirtualMFADevicesCommand({
        AssignmentStatus,
        MaxItems: 1,
        ...(Marker === undefined ? {} : { Marker }),
      }),
    );
    serials.push(page.VirtualMFADevices?.[0]?.SerialNumber);
    Marker = page.Marker;
  } while (Marker !== undefined);
  expect(serials).toEqual(all.VirtualMFADevices?.map((device) => device.SerialNumber));
  expect(serials.length).toBeGreaterThan(2);
  await expect(
    iam.send(new ListVirtualMFADevicesCommand({ Marker: 'invalid-marker-value' })),
  ).rejects.toMatchObject(refusal('ValidationError', 400, 'Invalid Marker.'));
});

test('devices have tags', async () => {
  const { serialNumber: SerialNumber } = await create('labelled');
  const Tags = [{ Key: 'owner', Value: 'me' }];
  await iam.send(new TagMFADeviceCommand({ SerialNumber, Tags }));
  const tags = () => iam.send(new ListMFADeviceTagsCommand({ SerialNumber }));
  expect(await tags()).toMatchObject({ Tags, IsTruncated: false });
  await iam.send(new UntagMFADeviceCommand({ SerialNumber, TagKeys: ['owner'] }));
  expect(await tags()).toMatchObject({ Tags: [], IsTruncated: false });
  const unknown = `arn:aws:iam::${accountId}:mfa/unknown`;
  await expect(
    iam.send(new ListMFADeviceTagsCommand({ SerialNumber: unknown })),
  ).rejects.toMatchObject(noSuchEntity(`MFA Device with serial number ${unknown} does not exist.`));
});

test('users may manage their own devices by AWS’s own example policy', async () => {
  const own = await addUser(server, 'Mia', [
    {
      Effect: 'Allow',
      Action: ['iam:CreateVirtualMFADevice'],
      Resource: 'arn:aws:iam::*:mfa/*',
    },
    {
      Effect: 'Allow',
      Action: ['iam:EnableMFADevice', 'iam:ListMFADevices', 'iam:DeactivateMFADevice'],
      Resource: 'arn:aws:iam::*:user/${aws:username}',
    },
  ]);
  await own.iam.send(new CreateVirtualMFADeviceCommand({ VirtualMFADeviceName: 'Mia' }));
  await own.iam.send(new ListMFADevicesCommand({}));
  await expect(own.iam.send(new ListMFADevicesCommand({ UserName: 'Ann' }))).rejects.toMatchObject({
    Code: 'AccessDenied',
  });
});

test('nothing went wrong inside', () => {
  expect(server.loggedErrors).toEqual([]);
});
