/** Page: S3 API Reference "DeleteObject". What is not there is deleted with success. */
import type { DeleteObjectOutput, DeleteObjectRequest } from '@aws-sdk/client-s3';
import { DeleteObject$ } from '@aws-sdk/client-s3';
import { deleteObject, findObject } from '../../../data/objects.ts';
import type { OwnOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf, onObject, targetBucket } from '../access.ts';
import { checkNoBypass, deleteKeys } from '../delete-rules.ts';
import { notImplementedHeader } from '../errors.ts';
import { stillThere } from '../find-object.ts';
import { checkDeleteCondition } from '../preconditions.ts';
import { retireBlobs } from '../retire-blobs.ts';
import { checkVersionId, versioned } from '../versions.ts';

export const DeleteObject: OwnOperation<DeleteObjectRequest, DeleteObjectOutput> = {
  schema: DeleteObject$,
  access: async (input, context) => {
    const bucket = await targetBucket(context, input);
    const action = versioned('s3:DeleteObject', input.VersionId);
    const keys = deleteKeys({ versionId: input.VersionId });
    return [onObject(action, context, { bucket, key: keyOf(input), keys })];
  },
  mode: 'own',
  async handle(input, { server }) {
    const key = keyOf(input);
    checkVersionId(input.VersionId);
    checkNoBypass(input.BypassGovernanceRetention);
    if (input.IfMatchLastModifiedTime !== undefined) {
      throw notImplementedHeader('x-amz-if-match-last-modified-time');
    }
    if (input.IfMatchSize !== undefined) throw notImplementedHeader('x-amz-if-match-size');
    const retired = await server.metadata.transact(async (tx) => {
      const { id } = await stillThere(tx, authorizedBucket(input));
      const former = await findObject(tx, id, key);
      checkDeleteCondition(key, former, input.IfMatch);
      return former === undefined ? [] : deleteObject(tx, { bucketId: id, key, former });
    });
    retireBlobs(server, retired);
    return {};
  },
};
