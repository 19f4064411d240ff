/** Page: IAM API Reference "UntagMFADevice". */
import type { UntagMFADeviceRequest } from '@aws-sdk/client-iam';
import { UntagMFADevice$ } from '@aws-sdk/client-iam';
import { putMfaDevice } from '../../../data/mfa-devices.ts';
import type { WriteOperation } from '../../../operation.ts';
import { serialNumber, tagKeys } from '../constraints.ts';
import { mfaDeviceAccess, mfaDeviceNamed } from '../mfa-devices.ts';
import { withoutTags } from '../tagging.ts';

export const UntagMFADevice: WriteOperation<UntagMFADeviceRequest, object> = {
  schema: UntagMFADevice$,
  constraints: { SerialNumber: serialNumber, TagKeys: tagKeys },
  async access(input, context) {
    const entity = await mfaDeviceAccess(context, input.SerialNumber);
    return [{ action: 'iam:UntagMFADevice', ...entity, context: { 'aws:tagkeys': input.TagKeys } }];
  },
  mode: 'write',
  async handle(input, context) {
    const device = await mfaDeviceNamed(context, input.SerialNumber ?? '');
    putMfaDevice(context.tx, { ...device, tags: withoutTags(device.tags, input.TagKeys) });
    return {};
  },
};
