/** Page: S3 API Reference "UploadPart". */
import type { UploadPartOutput, UploadPartRequest } from '@aws-sdk/client-s3';
import { UploadPart$ } from '@aws-sdk/client-s3';
import type { DecodedPayload } from '@hallpass/wire';
import { failWith } from '@hallpass/wire';
import type { UploadRecord } from '../../../data/uploads.ts';
import type { OwnOperation } from '../../../operation.ts';
import type { ChecksumMembers } from '../checksums.ts';
import { partChecksumOutput } from '../checksums.ts';
import { checkEncryption } from '../encryption.ts';
import { checkPartNumber } from '../ranges.ts';
import { receiveBody, wantedDigests } from '../receive-body.ts';
import { neverInline, partAlgorithm, storePart } from '../store-part.ts';
import { partRule, requireUpload } from '../uploads.ts';
import { refuseVersionId } from '../versions.ts';

/** Where the upload names an algorithm, parts come with no other. */
function checkAlgorithm({ declared }: DecodedPayload, { checksum }: UploadRecord): void {
  const sent = declared.checksum?.algorithm;
  if (checksum === undefined || sent === undefined || sent === checksum.algorithm) return;
  const [expected, actual] = [checksum.algorithm.toLowerCase(), sent.toLowerCase()];
  throw failWith(
    'InvalidRequest',
    `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
  );
}

/** The checksum that was asked for, or else the one that was sent. */
function shownChecksum(payload: DecodedPayload, upload: UploadRecord): ChecksumMembers {
  const algorithm = upload.checksum?.algorithm ?? payload.declared.checksum?.algorithm;
  const { digests } = payload.summary();
  const value = algorithm === undefined ? undefined : digests[algorithm as keyof typeof digests];
  return algorithm === undefined || value === undefined
    ? {}
    : partChecksumOutput({ algorithm, value });
}

export const UploadPart: OwnOperation<UploadPartRequest, UploadPartOutput> = {
  schema: UploadPart$,
  access: partRule,
  mode: 'own',
  async handle(input, context) {
    const { server, request } = context;
    refuseVersionId(context);
    checkPartNumber(input.PartNumber);
    checkEncryption(input);
    const { upload } = await server.metadata.read((tx) => requireUpload(tx, input));
    const algorithm = partAlgorithm(upload);
    const payload = context.openPayload(wantedDigests(request, algorithm));
    checkAlgorithm(payload, upload);
    const received = await receiveBody(server.blobs, payload, {
      inlineBytesMax: neverInline,
      algorithm,
    });
    const part = await storePart(context, input, received);
    return {
      ETag: `"${part.etag}"`,
      ServerSideEncryption: 'AES256',
      ...shownChecksum(payload, upload),
    };
  },
};
