/** Page: IAM API Reference "ListMFADevices" (of one user, or of the user or root user who signed). */
import type { ListMFADevicesRequest, ListMFADevicesResponse } from '@aws-sdk/client-iam';
import { ListMFADevices$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { mfaUserName, paging } from '../constraints.ts';
import {
  credentialOwner,
  credentialOwnerAccess,
  mfaSerialNumbersOf,
} from '../credential-owners.ts';
import { mfaDeviceNamed, mfaUserNameOf } from '../mfa-devices.ts';
import { pageOf } from '../paging.ts';

export const ListMFADevices: ReadOperation<ListMFADevicesRequest, ListMFADevicesResponse> = {
  schema: ListMFADevices$,
  constraints: { ...paging, UserName: mfaUserName },
  async access(input, context) {
    const owner = await credentialOwnerAccess(context, input.UserName);
    return [{ action: 'iam:ListMFADevices', ...owner }];
  },
  mode: 'read',
  async handle(input, context) {
    const owner = await credentialOwner(context, input.UserName);
    const { items, ...paging } = pageOf(mfaSerialNumbersOf(owner), input, (serial) => serial);
    const devices = [];
    for (const serial of items) {
      const device = await mfaDeviceNamed(context, serial);
      devices.push({
        UserName: mfaUserNameOf(owner),
        SerialNumber: serial,
        EnableDate: new Date(device.assignment?.enabledAtMs ?? device.createdAtMs),
      });
    }
    return { MFADevices: devices, ...paging };
  },
};
