/**
 * Virtual MFA devices: how requests name them and how answers show them. Pages: IAM API Reference
 * "VirtualMFADevice", "EnableMFADevice"; IAM UG "Virtual MFA devices".
 *
 * DEVIATION: only virtual MFA devices are served; passkeys and hardware tokens cannot be enabled.
 */
import type { VirtualMFADevice } from '@aws-sdk/client-iam';
import { InvalidAuthenticationCodeException$, NoSuchEntityException$ } from '@aws-sdk/client-iam';
import type { AwsError } from '@hallpass/wire';
import { fail } from '@hallpass/wire';
import type { MfaDeviceRecord } from '../../data/mfa-devices.ts';
import { findMfaDevice } from '../../data/mfa-devices.ts';
import { findUserById } from '../../data/users.ts';
import type { AccessContext } from '../../operation.ts';
import type { CredentialOwner } from './credential-owners.ts';
import { mfaSerialNumbersOf, ownAccount, rootUserName } from './credential-owners.ts';
import type { EntityAccess, EntityContext } from './entities.ts';
import { ownerOf } from './entities.ts';
import { listedUser, shownRootUser } from './users.ts';

async function ownDevice(
  context: EntityContext,
  serialNumber: string,
): Promise<MfaDeviceRecord | undefined> {
  const device = await findMfaDevice(context.tx, serialNumber);
  return device?.accountId === ownerOf(context).accountId ? device : undefined;
}

export async function mfaDeviceNamed(
  context: EntityContext,
  serialNumber: string,
): Promise<MfaDeviceRecord> {
  const device = await ownDevice(context, serialNumber);
  if (device !== undefined) return device;
  throw fail(
    NoSuchEntityException$,
    `MFA Device with serial number ${serialNumber} does not exist.`,
  );
}

/** The serial number of a virtual device is its ARN. */
export async function mfaDeviceAccess(
  context: AccessContext,
  serialNumber: string | undefined,
): Promise<EntityAccess> {
  const resource = serialNumber ?? '';
  const device = await ownDevice(context, resource);
  return device === undefined ? { resource } : { resource, resourceTags: device.tags };
}

/** A device that is enabled for the owner. */
export async function ownedMfaDevice(
  context: EntityContext,
  owner: CredentialOwner,
  serialNumber: string,
): Promise<MfaDeviceRecord> {
  const device = await mfaDeviceNamed(context, serialNumber);
  if (mfaSerialNumbersOf(owner).includes(serialNumber)) return device;
  throw fail(NoSuchEntityException$, 'MFA Device invalid for user.');
}

export function invalidAuthenticationCode(): AwsError {
  return fail(InvalidAuthenticationCodeException$, 'Authentication code for device is not valid.');
}

/** `UserName` where AWS always gives one. */
export function mfaUserNameOf(owner: CredentialOwner): string {
  return owner.kind === 'user' ? owner.record.name : rootUserName;
}

/** In listings: whose it is, since when, but neither its seed nor its tags. */
export async function listedMfaDevice(
  context: EntityContext,
  device: MfaDeviceRecord,
): Promise<VirtualMFADevice> {
  const { assignment, serialNumber } = device;
  const shown = { SerialNumber: serialNumber };
  if (assignment === undefined) return shown;
  const EnableDate = new Date(assignment.enabledAtMs);
  if (assignment.userId === undefined) {
    return { ...shown, EnableDate, User: await shownRootUser(context, await ownAccount(context)) };
  }
  const user = await findUserById(context.tx, assignment.userId);
  if (user === undefined) throw new Error(`user of MFA device ${serialNumber} is missing`);
  return { ...shown, EnableDate, User: await listedUser(context, user) };
}
