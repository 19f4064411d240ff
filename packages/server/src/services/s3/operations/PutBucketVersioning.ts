/**
 * Page: S3 API Reference "PutBucketVersioning". Once enabled, versioning is suspended and enabled
 * again, but never taken back.
 */
import type { PutBucketVersioningRequest } from '@aws-sdk/client-s3';
import { PutBucketVersioning$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';
import { failS3, malformedXml } from '../errors.ts';

/** DEVIATION: MFA delete is not built; asking for it is answered with NotImplemented. */
function checkMfaDelete(setting: string | undefined): void {
  if (setting === undefined || setting === 'Disabled') return;
  if (setting !== 'Enabled') throw malformedXml();
  throw failWith('NotImplemented', 'MFA delete is not implemented by Hallpass.');
}

export const PutBucketVersioning: WriteOperation<PutBucketVersioningRequest, object> =
  writeSetting<PutBucketVersioningRequest>({
    schema: PutBucketVersioning$,
    action: 's3:PutBucketVersioning',
    change({ VersioningConfiguration: configuration }) {
      checkMfaDelete(configuration?.MFADelete);
      const status = configuration?.Status;
      if (status === undefined) {
        const text = 'The Versioning element must be specified';
        throw failS3('IllegalVersioningConfigurationException', text);
      }
      if (status !== 'Enabled' && status !== 'Suspended') throw malformedXml();
      return { versioning: status };
    },
  });
