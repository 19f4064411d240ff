/**
 * Page: S3 API Reference "PutBucketNotificationConfiguration". Notifications are not built: they
 * can be turned off only.
 */
import type { PutBucketNotificationConfigurationRequest } from '@aws-sdk/client-s3';
import { PutBucketNotificationConfiguration$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';

export const PutBucketNotificationConfiguration: WriteOperation<
  PutBucketNotificationConfigurationRequest,
  object
> = writeSetting<PutBucketNotificationConfigurationRequest>({
  schema: PutBucketNotificationConfiguration$,
  action: 's3:PutBucketNotification',
  change({ NotificationConfiguration: wanted }) {
    if (Object.keys(wanted ?? {}).length === 0) return {};
    throw failWith('NotImplemented', 'Event notifications are not implemented by Hallpass.');
  },
});
