/**
 * Page: IAM API Reference "EnableMFADevice": two consecutive codes show that the device has the
 * seed and the time; both are used up. Only virtual devices can be enabled: Hallpass knows no
 * hardware's seeds.
 */
import type { EnableMFADeviceRequest } from '@aws-sdk/client-iam';
import { EnableMFADevice$, EntityAlreadyExistsException$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { putMfaDevice, synchronizeMfaDevice } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authenticationCode, mfaUserName, serialNumber } from '../constraints.ts';
import {
  credentialOwner,
  credentialOwnerAccess,
  mfaSerialNumbersOf,
  ownerIdMember,
  putMfaSerialNumbers,
} from '../credential-owners.ts';
import { invalidAuthenticationCode, mfaDeviceNamed } from '../mfa-devices.ts';
import { checkQuota } from '../quotas.ts';

export const EnableMFADevice: WriteOperation<EnableMFADeviceRequest, object> = {
  schema: EnableMFADevice$,
  constraints: {
    UserName: mfaUserName,
    SerialNumber: serialNumber,
    AuthenticationCode1: authenticationCode,
    AuthenticationCode2: authenticationCode,
  },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:EnableMFADevice', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const { tx, nowMs } = context;
    const owner = await credentialOwner(context, input.UserName);
    const device = await mfaDeviceNamed(context, input.SerialNumber ?? '');
    if (device.assignment !== undefined) {
      throw fail(EntityAlreadyExistsException$, 'MFA Device is already in use.');
    }
    const serialNumbers = mfaSerialNumbersOf(owner);
    checkQuota('MFADevicesPerUser', serialNumbers.length + 1);
    const { AuthenticationCode1: first = '', AuthenticationCode2: second = '' } = input;
    const synchronized = synchronizeMfaDevice(context.server.secrets, device, {
      codes: [first, second],
      nowMs,
    });
    if (synchronized === undefined) throw invalidAuthenticationCode();
    const { lastStep, driftSteps } = synchronized;
    const assignment = { ...ownerIdMember(owner), enabledAtMs: nowMs, driftSteps };
    putMfaDevice(tx, { ...device, lastStep, assignment });
    putMfaSerialNumbers(tx, owner, [...serialNumbers, device.serialNumber]);
    return {};
  },
};
