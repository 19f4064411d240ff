/** Page: IAM API Reference "DeleteVirtualMFADevice" (deactivate first). */
import type { DeleteVirtualMFADeviceRequest } from '@aws-sdk/client-iam';
import { DeleteConflictException$, DeleteVirtualMFADevice$ } from '@aws-sdk/client-iam';
import { fail } from '@hallpass/wire';
import { deleteMfaDevice } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { serialNumber } from '../constraints.ts';
import { mfaDeviceAccess, mfaDeviceNamed } from '../mfa-devices.ts';

export const DeleteVirtualMFADevice: WriteOperation<DeleteVirtualMFADeviceRequest, object> = {
  schema: DeleteVirtualMFADevice$,
  constraints: { SerialNumber: serialNumber },
  async access(input, context) {
    const device = await mfaDeviceAccess(context, input.SerialNumber);
    return [{ action: 'iam:DeleteVirtualMFADevice', ...device }];
  },
  mode: 'write',
  async handle(input, context) {
    const device = await mfaDeviceNamed(context, input.SerialNumber ?? '');
    if (device.assignment !== undefined) {
      throw fail(DeleteConflictException$, 'MFA VirtualDevice in use. Must deactivate first.');
    }
    deleteMfaDevice(context.tx, device);
    return {};
  },
};
