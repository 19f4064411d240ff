/** Page: S3 API Reference "UploadPartCopy". */
import type { UploadPartCopyOutput, UploadPartCopyRequest } from '@aws-sdk/client-s3';
import { UploadPartCopy$ } from '@aws-sdk/client-s3';
import { failWith } from '@hallpass/wire';
import type { AccessItem } from '../../../authorize/authorize.ts';
import { decide } from '../../../authorize/authorize.ts';
import type { AccessContext, OwnOperation } from '../../../operation.ts';
import { partChecksumOutput } from '../checksums.ts';
import { copyBytes } from '../copy-bytes.ts';
import { checkCopyCaller, findSource, sourceAccess, sourceVersionOutput } from '../copy-source.ts';
import { checkEncryption } from '../encryption.ts';
import { findBody, readBytes } from '../object-body.ts';
import { checkPartNumber, copySourceRange } from '../ranges.ts';
import { putBytesMax } from '../receive-body.ts';
import { neverInline, partAlgorithm, storePart } from '../store-part.ts';
import { partRule, requireUpload } from '../uploads.ts';
import { refuseVersionId } from '../versions.ts';

async function accessItems(
  input: UploadPartCopyRequest,
  context: AccessContext,
): Promise<readonly AccessItem[]> {
  checkCopyCaller(context);
  const source = await sourceAccess(input, context, { withTags: false });
  const items = [...source.items, ...(await partRule(input, context))];
  if (source.missing === undefined) return items;
  for (const item of items) {
    if ((await decide(context, item)).decision.effect !== 'allow') return [item];
  }
  throw source.missing;
}

function checkSize(length: number): void {
  if (length <= putBytesMax) return;
  throw failWith(
    'InvalidRequest',
    `The specified copy source is larger than the maximum allowable size for a copy source: ${putBytesMax}`,
  );
}

export const UploadPartCopy: OwnOperation<UploadPartCopyRequest, UploadPartCopyOutput> = {
  schema: UploadPartCopy$,
  access: accessItems,
  mode: 'own',
  async handle(input, context) {
    const { server, nowMs } = context;
    refuseVersionId(context);
    checkPartNumber(input.PartNumber);
    checkEncryption(input);
    const { upload, source, range, body } = await server.metadata.read(async (tx) => {
      const { upload } = await requireUpload(tx, input);
      const source = await findSource(tx, input, nowMs);
      const { bucket, key, record } = source;
      const range = copySourceRange(input.CopySourceRange, record.size);
      const body = await findBody(tx, { bucketId: bucket.id, key, record });
      return { upload, source, range, body };
    });
    checkSize(range.length);
    const received = await copyBytes(server, readBytes(server.blobs, body, range), {
      size: range.length,
      algorithm: partAlgorithm(upload),
      inlineBytesMax: neverInline,
    });
    const part = await storePart(context, input, received);
    return {
      CopyPartResult: {
        ETag: `"${part.etag}"`,
        LastModified: new Date(part.modifiedAtMs),
        ...partChecksumOutput(part.checksum),
      },
      ServerSideEncryption: 'AES256',
      ...sourceVersionOutput(source),
    };
  },
};
