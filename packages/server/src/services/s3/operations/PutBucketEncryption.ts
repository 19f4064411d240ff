/** Page: S3 API Reference "PutBucketEncryption". SSE-S3 is all there is; KMS keys are not built. */
import type { PutBucketEncryptionRequest } from '@aws-sdk/client-s3';
import { PutBucketEncryption$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { WriteOperation } from '../../../operation.ts';
import { writeSetting } from '../bucket-changes.ts';
import { invalidArgument, malformedXml } from '../errors.ts';

export const PutBucketEncryption: WriteOperation<PutBucketEncryptionRequest, object> =
  writeSetting<PutBucketEncryptionRequest>({
    schema: PutBucketEncryption$,
    action: 's3:PutEncryptionConfiguration',
    change({ ServerSideEncryptionConfiguration: configuration }) {
      const [rule, ...others] = configuration?.Rules ?? [];
      const wanted = rule?.ApplyServerSideEncryptionByDefault;
      if (rule === undefined || wanted === undefined || others.length > 0) throw malformedXml();
      if (wanted.SSEAlgorithm !== 'AES256') {
        throw failWith(
          'NotImplemented',
          `Default encryption with ${wanted.SSEAlgorithm} is not implemented by Hallpass.`,
        );
      }
      if (wanted.KMSMasterKeyID !== undefined) {
        throw invalidArgument(
          'a KMSMasterKeyID is not applicable if the default sse algorithm is not aws:kms or aws:kms:dsse',
          { name: 'ApplyServerSideEncryptionByDefault' },
        );
      }
      return { bucketKeyEnabled: rule.BucketKeyEnabled ?? false };
    },
  });
