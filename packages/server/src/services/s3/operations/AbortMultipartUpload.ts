/** Page: S3 API Reference "AbortMultipartUpload". */
import type { AbortMultipartUploadOutput, AbortMultipartUploadRequest } from '@aws-sdk/client-s3';
import { AbortMultipartUpload$ } from '@aws-sdk/client-s3';
import { endUpload } from '../../../data/uploads.ts';
import type { OwnOperation } from '../../../operation.ts';
import { notImplementedHeader } from '../errors.ts';
import { retireBlobs } from '../retire-blobs.ts';
import { requireUpload, uploadRule } from '../uploads.ts';

export const AbortMultipartUpload: OwnOperation<
  AbortMultipartUploadRequest,
  AbortMultipartUploadOutput
> = {
  schema: AbortMultipartUpload$,
  access: uploadRule('s3:AbortMultipartUpload'),
  mode: 'own',
  async handle(input, { server }) {
    // Of directory buckets.
    if (input.IfMatchInitiatedTime !== undefined) {
      throw notImplementedHeader('x-amz-if-match-initiated-time');
    }
    const retired = await server.metadata.transact(async (tx) => {
      const { place } = await requireUpload(tx, input);
      return endUpload(tx, place);
    });
    retireBlobs(server, retired);
    return {};
  },
};
