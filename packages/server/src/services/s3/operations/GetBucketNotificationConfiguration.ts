/** Page: S3 API Reference "GetBucketNotificationConfiguration". */
import type {
  NotificationConfiguration,
  GetBucketNotificationConfigurationRequest,
} from '@aws-sdk/client-s3';
import { GetBucketNotificationConfiguration$ } from '@aws-sdk/client-s3';
import type { ReadOperation } from '../../../operation.ts';
import { readSetting } from '../bucket-changes.ts';

export const GetBucketNotificationConfiguration: ReadOperation<
  GetBucketNotificationConfigurationRequest,
  NotificationConfiguration
> = readSetting({
  schema: GetBucketNotificationConfiguration$,
  action: 's3:GetBucketNotification',
  show: () => ({}),
});
