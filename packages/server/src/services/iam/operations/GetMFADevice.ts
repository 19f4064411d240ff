/** Page: IAM API Reference "GetMFADevice" (Certifications are of hardware, which is not served). */
import type { GetMFADeviceRequest, GetMFADeviceResponse } from '@aws-sdk/client-iam';
import { GetMFADevice$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { mfaUserName, serialNumber } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { mfaUserNameOf, ownedMfaDevice } from '../mfa-devices.ts';

export const GetMFADevice: ReadOperation<GetMFADeviceRequest, GetMFADeviceResponse> = {
  schema: GetMFADevice$,
  constraints: { UserName: mfaUserName, SerialNumber: serialNumber },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:GetMFADevice', ...owner }];
  },
  mode: 'read',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const device = await ownedMfaDevice(context, owner, input.SerialNumber ?? '');
    return {
      UserName: mfaUserNameOf(owner),
      SerialNumber: device.serialNumber,
      EnableDate: new Date(device.assignment?.enabledAtMs ?? device.createdAtMs),
    };
  },
};
