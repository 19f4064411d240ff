/** Page: IAM API Reference "TagMFADevice". */
import type { TagMFADeviceRequest } from '@aws-sdk/client-iam';
import { TagMFADevice$ } from '@aws-sdk/client-iam';
import { putMfaDevice } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { serialNumber, tags } from '../constraints.ts';
import { mfaDeviceAccess, mfaDeviceNamed } from '../mfa-devices.ts';
import { requestTagsOf, withTags } from '../tagging.ts';

export const TagMFADevice: WriteOperation<TagMFADeviceRequest, object> = {
  schema: TagMFADevice$,
  constraints: { SerialNumber: serialNumber, Tags: tags },
  async access(input, context) {
    const requestTags = requestTagsOf(input.Tags);
    return [
      {
        action: 'iam:TagMFADevice',
        ...(await mfaDeviceAccess(context, input.SerialNumber)),
        requestTags,
      },
    ];
  },
  mode: 'write',
  async handle(input, context) {
    const device = await mfaDeviceNamed(context, input.SerialNumber ?? '');
    putMfaDevice(context.tx, { ...device, tags: withTags(device.tags, input.Tags) });
    return {};
  },
};
