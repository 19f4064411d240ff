/** Page: S3 API Reference "PutObject". */
import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3';
import { PutObject$ } from '@aws-sdk/client-s3';
import { whenReady } from '@hallpass/store';
import type { OwnOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf } from '../access.ts';
import { writeRule } from '../write-access.ts';
import { writtenAccess } from '../acl.ts';
import { checksumOutput } from '../checksums.ts';
import { checkEncryption } from '../encryption.ts';
import { descriptionOf } from '../object-description.ts';
import { checkWriteConditionForm } from '../preconditions.ts';
import { receiveBody, wantedDigests } from '../receive-body.ts';
import type { ObjectContent, Written } from '../store-object.ts';
import { storeObject } from '../store-object.ts';
import { readTaggingHeader } from '../tagging.ts';
import { refuseVersionId } from '../versions.ts';

export const PutObject: OwnOperation<PutObjectRequest, PutObjectOutput> = {
  schema: PutObject$,
  access: writeRule({ creates: true }),
  mode: 'own',
  handle(input, context) {
    const key = keyOf(input);
    refuseVersionId(context);
    checkWriteConditionForm(input);
    checkEncryption(input);
    const description = descriptionOf(input, readTaggingHeader(input.Tagging));
    return whenReady(writtenAccess(context, input), (access) => {
      const payload = context.openPayload(wantedDigests(context.request));
      return whenReady(receiveBody(context.server.blobs, payload), (content) =>
        storeObject(context, {
          bucket: authorizedBucket(input),
          key,
          conditions: input,
          description,
          access,
          content,
          modifiedAtMs: context.nowMs,
        }).then((written) => output(content, written)),
      );
    });
  },
};

function output({ etag, checksum }: ObjectContent, { versionId }: Written): PutObjectOutput {
  return {
    ETag: `"${etag}"`,
    ServerSideEncryption: 'AES256',
    ...(versionId === undefined ? undefined : { VersionId: versionId }),
    ...checksumOutput(checksum),
  };
}
