import { hash } from 'node:crypto';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { startTestServer } from '../../../../test/harness.ts';
import { addUser } from '../../../../test/identities.ts';
import { addBucket, multipartUpload, refused } from '../../../../test/s3.ts';

const server = await startTestServer();
const { s3 } = server;
const Bucket = await addBucket(s3);
const begin = (Key: string) => multipartUpload(s3, { Bucket, Key });

describe('UploadPartCopy', () => {
  it('copies a whole object or a range of it', async () => {
    await s3.send(new PutObjectCommand({ Bucket, Key: 'src', Body: '0123456789' }));
    const { UploadId, complete } = await begin('from-copies');
    const copy = (input: { CopySourceRange?: string; CopySource?: string }) =>
      s3.send(
        new UploadPartCopyCommand({
          Bucket,
          Key: 'from-copies',
          UploadId,
          PartNumber: 1,
          CopySource: `${Bucket}/src`,
          ...input,
        }),
      );
    expect((await copy({})).CopyPartResult?.ETag).toBe(`"${hash('md5', '0123456789')}"`);
    const ranged = await copy({ CopySourceRange: 'bytes=2-4' });
    expect(ranged.CopyPartResult?.ETag).toBe(`"${hash('md5', '234')}"`);
    for (const CopySourceRange of ['0-8', 'bytes=-2', 'bytes=0-1,3-4', 'bytes=4-2']) {
      expect(await refused(copy({ CopySourceRange }))).toMatchObject({
        code: 'InvalidArgument',
        ArgumentName: 'x-amz-copy-source-range',
        ArgumentValue: CopySourceRange,
      });
    }
    expect((await refused(copy({ CopySourceRange: 'bytes=0-100' }))).message).toBe(
      'Range specified is not valid for source object of size: 10',
    );
    expect((await refused(copy({ CopySourceRange: 'bytes=100-200' }))).message).toBe(
      'The specified copy range is invalid for the source object size',
    );
    expect((await refused(copy({ CopySource: `${Bucket}/nope` }))).code).toBe('NoSuchKey');
    await complete([{ PartNumber: 1, ETag: ranged.CopyPartResult?.ETag }]);
    const got = await s3.send(new GetObjectCommand({ Bucket, Key: 'from-copies' }));
    expect(await got.Body?.transformToString()).toBe('234');
  });
});

describe('listings of uploads', () => {
  it('pages through parts', async () => {
    const upload = await begin('listed');
    for (const number of [1, 2, 5]) await upload.part(number, `part ${number}`);
    const list = (input: { MaxParts?: number; PartNumberMarker?: string | undefined }) =>
      s3.send(new ListPartsCommand({ Bucket, Key: 'listed', UploadId: upload.UploadId, ...input }));
    const page = await list({ MaxParts: 2 });
    expect(page).toMatchObject({
      IsTruncated: true,
      NextPartNumberMarker: '2',
      PartNumberMarker: '0',
      StorageClass: 'STANDARD',
    });
    expect(page.Parts?.map(({ PartNumber, Size }) => [PartNumber, Size])).toEqual([
      [1, 6],
      [2, 6],
    ]);
    const rest = await list({ PartNumberMarker: page.NextPartNumberMarker });
    expect(rest.Parts?.map(({ PartNumber }) => PartNumber)).toEqual([5]);
    expect(rest.IsTruncated).toBe(false);
    expect(page.Owner?.ID).toBe(page.Initiator?.ID);
  });

  it('pages through uploads, those of one key in order', async () => {
    const own = await addBucket(s3);
    const start = async (Key: string) =>
      (await s3.send(new CreateMultipartUploadCommand({ Bucket: own, Key }))).UploadId;
    const ids = [await start('a'), await start('b/1'), await start('b/1'), await start('c')];
    const seen: unknown[] = [];
    let markers: { KeyMarker?: string | undefined; UploadIdMarker?: string | undefined } = {};
    for (;;) {
      const page = await s3.send(
        new ListMultipartUploadsCommand({ Bucket: own, MaxUploads: 1, ...markers }),
      );
      seen.push(...(page.Uploads ?? []).map(({ UploadId }) => UploadId));
      markers = { KeyMarker: page.NextKeyMarker, UploadIdMarker: page.NextUploadIdMarker };
      if (page.IsTruncated !== true) break;
    }
    expect(seen.slice(0, 1)).toEqual(ids.slice(0, 1));
    expect(new Set(seen)).toEqual(new Set(ids));
    expect(seen).toHaveLength(4);
    const grouped = await s3.send(new ListMultipartUploadsCommand({ Bucket: own, Delimiter: '/' }));
    expect(grouped.CommonPrefixes).toEqual([{ Prefix: 'b/' }]);
    expect(grouped.Uploads?.map(({ Key }) => Key)).toEqual(['a', 'c']);
    const bad = s3.send(
      new ListMultipartUploadsCommand({ Bucket: own, KeyMarker: 'a', UploadIdMarker: '!' }),
    );
    expect(await refused(bad)).toMatchObject({ message: 'Invalid uploadId marker' });
  });
});

describe('who may upload', () => {
  it('asks AWS’s actions', async () => {
    const upload = await begin('guarded');
    const target = { Bucket, Key: 'guarded', UploadId: upload.UploadId };
    const user = await addUser(server, 'uploader');
    for (const [call, action] of [
      [() => user.s3.send(new CreateMultipartUploadCommand(target)), 's3:PutObject'],
      [
        () => user.s3.send(new UploadPartCommand({ ...target, PartNumber: 1, Body: 'x' })),
        's3:PutObject',
      ],
      [() => user.s3.send(new CompleteMultipartUploadCommand(target)), 's3:PutObject'],
      [() => user.s3.send(new AbortMultipartUploadCommand(target)), 's3:AbortMultipartUpload'],
      [() => user.s3.send(new ListPartsCommand(target)), 's3:ListMultipartUploadParts'],
      [
        () => user.s3.send(new ListMultipartUploadsCommand({ Bucket })),
        's3:ListBucketMultipartUploads',
      ],
    ] as const) {
      const answer = await refused(call());
      expect(answer.code).toBe('AccessDenied');
      expect(answer.message).toContain(`not authorized to perform: ${action} on resource`);
    }
  });
});

it('logs no error', () => {
  expect(server.loggedErrors).toEqual([]);
});
