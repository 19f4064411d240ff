/** Page: IAM API Reference "ResyncMFADevice": learns how far the device's clock is off. */
import type { ResyncMFADeviceRequest } from '@aws-sdk/client-iam';
import { ResyncMFADevice$ } from '@aws-sdk/client-iam';
import { putMfaDevice, synchronizeMfaDevice } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { authenticationCode, mfaUserName, serialNumber } from '../constraints.ts';
import { credentialOwner, credentialOwnerAccess } from '../credential-owners.ts';
import { invalidAuthenticationCode, ownedMfaDevice } from '../mfa-devices.ts';

export const ResyncMFADevice: WriteOperation<ResyncMFADeviceRequest, object> = {
  schema: ResyncMFADevice$,
  constraints: {
    UserName: mfaUserName,
    SerialNumber: serialNumber,
    AuthenticationCode1: authenticationCode,
    AuthenticationCode2: authenticationCode,
  },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:ResyncMFADevice', ...owner }];
  },
  mode: 'write',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const device = await ownedMfaDevice(context, owner, input.SerialNumber ?? '');
    const { AuthenticationCode1: first = '', AuthenticationCode2: second = '' } = input;
    const synchronized = synchronizeMfaDevice(context.server.secrets, device, {
      codes: [first, second],
      nowMs: context.nowMs,
    });
    if (device.assignment === undefined || synchronized === undefined) {
      throw invalidAuthenticationCode();
    }
    const { lastStep, driftSteps } = synchronized;
    const assignment = { ...device.assignment, driftSteps };
    putMfaDevice(context.tx, { ...device, lastStep, assignment });
    return {};
  },
};
