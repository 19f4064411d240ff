/** Page: IAM API Reference "DeactivateMFADevice": the device stays, nobody's, until it is deleted. */
import type { DeactivateMFADeviceRequest } from '@aws-sdk/client-iam';
import { DeactivateMFADevice$ } from '@aws-sdk/client-iam';
import { putMfaDevice } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { mfaUserName, serialNumber } from '../constraints.ts';
import {
  credentialOwner,
  credentialOwnerAccess,
  mfaSerialNumbersOf,
  putMfaSerialNumbers,
} from '../credential-owners.ts';
import { ownedMfaDevice } from '../mfa-devices.ts';

export const DeactivateMFADevice: WriteOperation<DeactivateMFADeviceRequest, object> = {
  schema: DeactivateMFADevice$,
  constraints: { UserName: mfaUserName, SerialNumber: serialNumber },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:DeactivateMFADevice', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const device = await ownedMfaDevice(context, owner, input.SerialNumber ?? '');
    const { assignment: _former, ...rest } = device;
    putMfaDevice(context.tx, rest);
    const kept = mfaSerialNumbersOf(owner).filter((serial) => serial !== device.serialNumber);
    putMfaSerialNumbers(context.tx, owner, kept);
    return {};
  },
};
