/** Page: IAM API Reference "CreateVirtualMFADevice": the only answer that ever shows the seed. */
import { randomBytes } from 'node:crypto';
import type {
  CreateVirtualMFADeviceRequest,
  CreateVirtualMFADeviceResponse,
} from '@aws-sdk/client-iam';
import { CreateVirtualMFADevice$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { Secret } from 'otpauth';
import { iamArn } from '../../../data/arns.ts';
import { findMfaDeviceNamed, putMfaDevice, sealMfaSeed } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { path, tags, virtualMfaDeviceName } from '../constraints.ts';
import { ownAccount } from '../credential-owners.ts';
import { newEntityAccess, ownerOf } from '../entities.ts';
import { mfaQrCode } from '../mfa-qr-code.ts';
import { requestTagsOf, tagsMember, tagsOf } from '../tagging.ts';

/** 64 letters of base32, as AWS's seeds. */
const seedBytes = 40;

function newSeed(): string {
  const bytes = new Uint8Array(randomBytes(seedBytes));
  return new Secret({ buffer: bytes.buffer }).base32;
}

export const CreateVirtualMFADevice: WriteOperation<
  CreateVirtualMFADeviceRequest,
  CreateVirtualMFADeviceResponse
> = {
  schema: CreateVirtualMFADevice$,
  constraints: { VirtualMFADeviceName: virtualMfaDeviceName, Path: path, Tags: tags },
  access(input, context) {
    const { Path, VirtualMFADeviceName } = input;
    const device = newEntityAccess(context, 'mfa', { path: Path, name: VirtualMFADeviceName });
    const requestTags = requestTagsOf(input.Tags);
    const create = { action: 'iam:CreateVirtualMFADevice', ...device, requestTags };
    return requestTags.length === 0
      ? [create]
      : [create, { action: 'iam:TagMFADevice', ...device, requestTags }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx, server } = context;
    const owner = ownerOf(context);
    const { VirtualMFADeviceName: name = '', Path: path = '/' } = input;
    const deviceTags = tagsOf(input.Tags);
    if ((await findMfaDeviceNamed(tx, owner.accountId, path + name)) !== undefined) {
      throw fail(
        EntityAlreadyExistsException$,
        'MFADevice entity at the same path and name already exists.',
      );
    }
    const account = await ownAccount(context);
    const base32 = newSeed();
    const serialNumber = iamArn(owner, 'mfa', path + name);
    putMfaDevice(tx, {
      accountId: owner.accountId,
      name,
      path,
      serialNumber,
      createdAtMs: context.nowMs,
      sealedSeed: sealMfaSeed(server.secrets, base32),
      tags: deviceTags,
    });
    return {
      VirtualMFADevice: {
        SerialNumber: serialNumber,
        Base32StringSeed: Buffer.from(base32),
        QRCodePNG: mfaQrCode({ name, account: account.alias ?? account.id, base32 }),
        ...tagsMember(deviceTags),
      },
    };
  },
};
