/** Page: IAM API Reference "ListMFADeviceTags" (sorted by tag key). */
import type { ListMFADeviceTagsRequest, ListMFADeviceTagsResponse } from '@aws-sdk/client-iam';
import { ListMFADeviceTags$ } from '@aws-sdk/client-iam';
import type { ReadOperation } from '../../../operation.ts';
import { paging, serialNumber } from '../constraints.ts';
import { mfaDeviceAccess, mfaDeviceNamed } from '../mfa-devices.ts';
import { tagPage } from '../tagging.ts';

export const ListMFADeviceTags: ReadOperation<ListMFADeviceTagsRequest, ListMFADeviceTagsResponse> =
  {
    schema: ListMFADeviceTags$,
    constraints: { ...paging, SerialNumber: serialNumber },
    async access(input, context) {
      return [
        {
          action: 'iam:ListMFADeviceTags',
          ...(await mfaDeviceAccess(context, input.SerialNumber)),
        },
      ];
    },
    mode: 'read',
    async handle(input, context) {
      const device = await mfaDeviceNamed(context, input.SerialNumber ?? '');
      return tagPage(device.tags, input);
    },
  };
