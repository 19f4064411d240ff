import { createHash, hash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  GetObjectAttributesCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListPartsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { CreateMultipartUploadCommandInput } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addBucket, multipartUpload, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
const partSize = 5 * 1024 * 1024;
const first = Buffer.alloc(partSize, 'first');
const noSuchUpload = {
  code: 'NoSuchUpload',
  status: 404,
  message:
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
};

const begin = (Key: string, input: Partial<CreateMultipartUploadCommandInput> = {}) =>
  multipartUpload(s3, { Bucket, Key, ...input });

function etagOf(...parts: (Buffer | string)[]): string {
  const md5s = parts.map((part) => createHash('md5').update(part).digest());
  return `"${hash('md5', Buffer.concat(md5s))}-${parts.length}"`;
}

describe('a multipart upload', () => {
  it('becomes an object only when it is completed', async () => {
    const Key = 'big/ü';
    const upload = await begin(Key, {
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
      Tagging: 'x=y',
    });
    const one = await upload.part(1, first);
    const two = await upload.part(2, 'tail');
    expect(one.ETag).toBe(`"${hash('md5', first)}"`);
    expect((await refused(s3.send(new GetObjectCommand({ Bucket, Key })))).code).toBe('NoSuchKey');
    const answer = await upload.complete([
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ]);
    expect(answer).toMatchObject({
      Bucket,
      Key,
      ETag: etagOf(first, 'tail'),
      ChecksumType: 'FULL_OBJECT',
      Location: `${server.endpoint}/${Bucket}/big%2F%C3%BC`,
    });
    expect(answer.ChecksumCRC64NVME).toBeDefined();
    const got = await s3.send(new GetObjectCommand({ Bucket, Key }));
    expect(got).toMatchObject({
      ContentLength: partSize + 4,
      ContentType: 'text/plain',
      Metadata: { a: 'b' },
      TagCount: 1,
    });
    const bytes = (await got.Body?.transformToByteArray()) ?? first;
    expect(Buffer.compare(bytes, Buffer.concat([first, Buffer.from('tail')]))).toBe(0);
    expect(await refused(upload.part(3, 'late'))).toMatchObject(noSuchUpload);
    const parts = s3.send(new ListPartsCommand({ Bucket, Key, UploadId: upload.UploadId }));
    expect(await refused(parts)).toMatchObject({ ...noSuchUpload, UploadId: upload.UploadId });
  });

  it('is read by part and across parts', async () => {
    const Key = 'big/ü';
    const tail = await s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 2 }));
    expect(await tail.Body?.transformToString()).toBe('tail');
    expect(tail).toMatchObject({
      PartsCount: 2,
      ContentRange: `bytes ${partSize}-${partSize + 3}/${partSize + 4}`,
    });
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key, PartNumber: 1 }));
    expect(head).toMatchObject({ PartsCount: 2, ContentLength: partSize });
    const Range = `bytes=${partSize - 2}-${partSize + 1}`;
    const across = await s3.send(new GetObjectCommand({ Bucket, Key, Range }));
    expect(await across.Body?.transformToString()).toBe(`${first.subarray(-2).toString()}ta`);
    const none = s3.send(new GetObjectCommand({ Bucket, Key, PartNumber: 3 }));
    expect(await refused(none)).toMatchObject({ code: 'InvalidPartNumber', ActualPartCount: '2' });
    const attributes = await s3.send(
      new GetObjectAttributesCommand({ Bucket, Key, ObjectAttributes: ['ObjectParts', 'ETag'] }),
    );
    expect(attributes.ObjectParts).toEqual({ TotalPartsCount: 2 });
  });

  it('takes the last of parts with one number, and leaves out what is not listed', async () => {
    const upload = await begin('again');
    await upload.part(1, 'old');
    const one = await upload.part(1, 'new');
    await upload.part(2, 'left out');
    await upload.complete([{ PartNumber: 1, ETag: one.ETag }]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'again' }));
    expect(await got.Body?.transformToString()).toBe('new');
    const left = await server.server.state.metadata.read((tx) =>
      tx.scan({ prefix: ['upload-part', upload.UploadId], limit: 10 }),
    );
    expect(left).toEqual([]);
  });

  it('is gone when aborted', async () => {
    const upload = await begin('aborted');
    await upload.part(1, 'x');
    const abort = () =>
      s3.send(
        new AbortMultipartUploadCommand({ Bucket, Key: 'aborted', UploadId: upload.UploadId }),
      );
    await abort();
    expect(await refused(abort())).toMatchObject(noSuchUpload);
    expect(await refused(upload.complete([{ PartNumber: 1, ETag: 'x' }]))).toMatchObject(
      noSuchUpload,
    );
  });

  it('belongs to its key', async () => {
    const { UploadId } = await begin('right-key');
    const call = s3.send(new ListPartsCommand({ Bucket, Key: 'wrong-key', UploadId }));
    expect(await refused(call)).toMatchObject(noSuchUpload);
  });
});

describe('what completion checks', () => {
  it('the list of parts', async () => {
    const upload = await begin('checks');
    const one = await upload.part(1, 'one');
    const two = await upload.part(2, 'two');
    expect(await refused(upload.complete([]))).toMatchObject({
      code: 'InvalidRequest',
      message: 'You must specify at least one part',
    });
    const [Part1, Part2] = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ];
    expect(await refused(upload.complete([Part2, Part1]))).toMatchObject({
      code: 'InvalidPartOrder',
      message:
        'The list of parts was not in ascending order. Parts must be ordered by part number.',
      UploadId: upload.UploadId,
    });
    expect(await refused(upload.complete([{ PartNumber: 1, ETag: two.ETag }]))).toMatchObject({
      code: 'InvalidPart',
      PartNumber: '1',
      ETag: hash('md5', 'two'),
    });
    expect(await refused(upload.complete([{ PartNumber: 7, ETag: one.ETag }]))).toMatchObject({
      code: 'InvalidPart',
      PartNumber: '7',
    });
    expect(await refused(upload.complete([Part1, Part2]))).toMatchObject({
      code: 'EntityTooSmall',
      status: 400,
      message: 'Your proposed upload is smaller than the minimum allowed size',
      ETag: hash('md5', 'one'),
      MinSizeAllowed: '5242880',
      PartNumber: '1',
      ProposedSize: '3',
    });
    expect(await refused(upload.complete([Part1], { MpuObjectSize: 5 }))).toMatchObject({
      message:
        "The provided 'x-amz-mp-object-size' header value 5 does not match what was computed: 3",
    });
    await upload.complete([Part1], { MpuObjectSize: 3 });
  });

  it.each([0, 10_001, -1])('refuses part number %i', async (number) => {
    const upload = await begin('numbers');
    expect(await refused(upload.part(number, 'x'))).toMatchObject({
      code: 'InvalidArgument',
      message: 'Part number must be an integer between 1 and 10000, inclusive',
      ArgumentName: 'partNumber',
    });
  });

  it('conditions', async () => {
    const Key = 'conditional';
    const { ETag } = await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'was there' }));
    const upload = await begin(Key);
    const one = await upload.part(1, 'x');
    const parts = [{ PartNumber: 1, ETag: one.ETag }];
    expect(await refused(upload.complete(parts, { IfNoneMatch: '*' }))).toMatchObject({
      code: 'PreconditionFailed',
      Condition: 'If-None-Match',
    });
    expect(await refused(upload.complete(parts, { IfMatch: '"other"' }))).toMatchObject({
      Condition: 'If-Match',
    });
    await s3.send(new PutObjectCommand({ Bucket, Key, Body: 'was there' }));
    expect(await refused(upload.complete(parts, { IfMatch: ETag }))).toMatchObject({
      code: 'ConditionalRequestConflict',
      status: 409,
      Condition: 'If-Match',
      Key,
    });
    await upload.complete(parts);
  });
});

describe('checksums of uploads', () => {
  it('composite', async () => {
    const upload = await begin('composite', { ChecksumAlgorithm: 'SHA256' });
    const one = await upload.part(1, first, { ChecksumAlgorithm: 'SHA256' });
    const two = await upload.part(2, 'tail', { ChecksumAlgorithm: 'SHA256' });
    expect(two.ChecksumSHA256).toBe(hash('sha256', 'tail', 'base64'));
    const [a, b] = [
      { PartNumber: 1, ETag: one.ETag, ChecksumSHA256: one.ChecksumSHA256 },
      { PartNumber: 2, ETag: two.ETag, ChecksumSHA256: two.ChecksumSHA256 },
    ];
    expect(await refused(upload.complete([a, { PartNumber: 2, ETag: two.ETag }]))).toMatchObject({
      code: 'InvalidRequest',
      message:
        'The upload was created using a sha256 checksum. The complete request must include the checksum for each part. It was missing for part 2 in the request.',
    });
    const wrong = { ...b, ChecksumSHA256: one.ChecksumSHA256 };
    expect((await refused(upload.complete([a, wrong]))).code).toBe('InvalidPart');
    const type = upload.complete([a, b], { ChecksumType: 'FULL_OBJECT' });
    expect(await refused(type)).toMatchObject({
      message:
        'The upload was created using the COMPOSITE checksum mode. The complete request must use the same checksum mode.',
    });
    const digests = [first, 'tail'].map((part) => createHash('sha256').update(part).digest());
    const expected = `${hash('sha256', Buffer.concat(digests), 'base64')}-2`;
    expect(await upload.complete([a, b])).toMatchObject({
      ChecksumSHA256: expected,
      ChecksumType: 'COMPOSITE',
    });
    const attributes = await s3.send(
      new GetObjectAttributesCommand({
        Bucket,
        Key: 'composite',
        ObjectAttributes: ['ObjectParts', 'Checksum'],
        MaxParts: 1,
      }),
    );
    expect(attributes).toMatchObject({
      Checksum: { ChecksumSHA256: expected.slice(0, -2), ChecksumType: 'COMPOSITE' },
      ObjectParts: {
        TotalPartsCount: 2,
        IsTruncated: true,
        NextPartNumberMarker: '1',
        Parts: [{ PartNumber: 1, Size: partSize, ChecksumSHA256: one.ChecksumSHA256 }],
      },
    });
    const part = await s3.send(
      new HeadObjectCommand({ Bucket, Key: 'composite', PartNumber: 2, ChecksumMode: 'ENABLED' }),
    );
    expect(part.ChecksumSHA256).toBe(two.ChecksumSHA256);
  });

  it('of the full object', async () => {
    const input = { ChecksumAlgorithm: 'CRC32', ChecksumType: 'FULL_OBJECT' } as const;
    const upload = await begin('full', input);
    const one = await upload.part(1, first);
    const two = await upload.part(2, 'tail');
    const parts = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ];
    expect(await refused(upload.complete(parts, { ChecksumCRC32: 'AAAAAA==' }))).toMatchObject({
      code: 'BadDigest',
      message: 'The crc32 you specified did not match the calculated checksum.',
    });
    const { crc32 } = await import('node:zlib');
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32('tail', crc32(first)));
    expect(await upload.complete(parts)).toMatchObject({
      ChecksumCRC32: sum.toString('base64'),
      ChecksumType: 'FULL_OBJECT',
    });
  });

  it.each([
    [
      { ChecksumType: 'COMPOSITE' as const },
      'The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.',
    ],
    [
      { ChecksumAlgorithm: 'SHA256' as const, ChecksumType: 'FULL_OBJECT' as const },
      'The FULL_OBJECT checksum type cannot be used with the sha256 checksum algorithm.',
    ],
    [
      { ChecksumAlgorithm: 'CRC64NVME' as const, ChecksumType: 'COMPOSITE' as const },
      'The COMPOSITE checksum type cannot be used with the crc64nvme checksum algorithm.',
    ],
  ])('refuses %o', async (input, message) => {
    expect(await refused(begin('k', input))).toMatchObject({ code: 'InvalidRequest', message });
  });

  it('takes parts with the algorithm of the upload only', async () => {
    const upload = await begin('mismatch', { ChecksumAlgorithm: 'SHA256' });
    const part = upload.part(1, 'x', { ChecksumAlgorithm: 'CRC32' });
    expect(await refused(part)).toMatchObject({
      code: 'InvalidRequest',
      message:
        'Checksum Type mismatch occurred, expected checksum Type: sha256, actual checksum Type: crc32',
    });
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
