/** Page: S3 API Reference "PutObject". */
import type { PutObjectOutput, PutObjectRequest } from '@aws-sdk/client-s3';
import { PutObject$ } from '@aws-sdk/client-s3';
import type { OwnOperation } from '../../../operation.ts';
import { authorizedBucket, keyOf } from '../access.ts';
import { writeRule } from '../write-access.ts';
import { writtenAccess } from '../acl.ts';
import { checksumOutput } from '../checksums.ts';
import { checkEncryption } from '../encryption.ts';
import { descriptionOf } from '../object-description.ts';
import { checkWriteConditionForm } from '../preconditions.ts';
import { receiveBody, wantedDigests } from '../receive-body.ts';
import { storeObject } from '../store-object.ts';
import { readTaggingHeader } from '../tagging.ts';
import { refuseVersionId } from '../versions.ts';

export const PutObject: OwnOperation<PutObjectRequest, PutObjectOutput> = {
  schema: PutObject$,
  access: writeRule({ creates: true }),
  mode: 'own',
  async handle(input, context) {
    const { server, nowMs } = context;
    const key = keyOf(input);
    refuseVersionId(context);
    checkWriteConditionForm(input);
    checkEncryption(input);
    const description = descriptionOf(input, readTaggingHeader(input.Tagging));
    const access = await writtenAccess(context, input);
    const payload = context.openPayload(wantedDigests(context.request));
    const content = await receiveBody(server.blobs, payload);
    const { versionId } = await storeObject(context, {
      bucket: authorizedBucket(input),
      key,
      conditions: input,
      description,
      access,
      content,
      modifiedAtMs: nowMs,
    });
    return {
      ETag: `"${content.etag}"`,
      ServerSideEncryption: 'AES256',
      ...(versionId === undefined ? {} : { VersionId: versionId }),
      ...checksumOutput(content.checksum),
    };
  },
};
