/** Page: IAM API Reference "ListVirtualMFADevices" (assigned to someone, to nobody, or all). */
import type {
  ListVirtualMFADevicesRequest,
  ListVirtualMFADevicesResponse,
  VirtualMFADevice,
} from '@aws-sdk/client-iam';
import { ListVirtualMFADevices$ } from '@aws-sdk/client-iam';
import { listMfaDevices } from '../../../data/mfa-devices.ts';
import type { ReadOperation } from '../../../operation.ts';
import { assignmentStatus, paging } from '../constraints.ts';
import { ownerOf, pathAccess } from '../entities.ts';
import { listedMfaDevice } from '../mfa-devices.ts';
import { pageStart, pagingOf } from '../paging.ts';

export const ListVirtualMFADevices: ReadOperation<
  ListVirtualMFADevicesRequest,
  ListVirtualMFADevicesResponse
> = {
  schema: ListVirtualMFADevices$,
  constraints: { ...paging, AssignmentStatus: assignmentStatus },
  access(_input, context) {
    return [{ action: 'iam:ListVirtualMFADevices', ...pathAccess(context, 'mfa', '/') }];
  },
  mode: 'read',
  async handle(input, context) {
    const { accountId } = ownerOf(context);
    const { AssignmentStatus: status = 'Any' } = input;
    const page = await listMfaDevices(context.tx, accountId, {
      ...pageStart(input),
      keeps: ({ assignment }) =>
        status === 'Any' || (status === 'Assigned') === (assignment !== undefined),
    });
    const devices: VirtualMFADevice[] = [];
    for (const device of page.items) devices.push(await listedMfaDevice(context, device));
    return { VirtualMFADevices: devices, ...pagingOf(page) };
  },
};
