/** Page: S3 API Reference "DeleteObject". What is not there is deleted with success. */
import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3';
import { DeleteObject$ } from '@aws-sdk/client-s3';
import type { OwnOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf, targetBucket } from '../access.ts';
import { checkNoBypass, deleteAsked, deletionItem } from '../delete-rules.ts';
import { notImplementedHeader } from '../errors.ts';
import { stillThere } from '../find-object.ts';
import { retireBlobs } from '../retire-blobs.ts';
import { checkVersionId } from '../versions.ts';

export const DeleteObject: OwnOperation<DeleteObjectRequest, DeleteObjectOutput> = {
  schema: DeleteObject$,
  access: async (input, context) => {
    const bucket = await targetBucket(context, input);
    return [deletionItem(context, bucket, { key: keyOf(input), versionId: input.VersionId })];
  },
  mode: 'own',
  async handle(input, context) {
    const { server } = context;
    const bucket = authorizedBucket(input);
    const wanted = { key: keyOf(input), versionId: input.VersionId, etag: input.IfMatch };
    checkVersionId(input.VersionId, bucket);
    checkNoBypass(input.BypassGovernanceRetention);
    if (input.IfMatchLastModifiedTime !== undefined) {
      throw notImplementedHeader('x-amz-if-match-last-modified-time');
    }
    if (input.IfMatchSize !== undefined) throw notImplementedHeader('x-amz-if-match-size');
    const { versionId, isMarker, retired } = await server.metadata.transact(async (tx) =>
      deleteAsked({ ...context, tx }, await stillThere(tx, bucket), wanted),
    );
    retireBlobs(server, retired);
    return {
      ...(versionId === undefined ? {} : { VersionId: versionId }),
      ...(isMarker ? { DeleteMarker: true } : {}),
    };
  },
};
