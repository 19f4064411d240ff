/** Buckets and accounts for tests of S3 through the real client. */
import {
  CompleteMultipartUploadCommand,
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import type {
  CompleteMultipartUploadCommandInput,
  CompleteMultipartUploadCommandOutput,
  CompletedPart,
  CreateMultipartUploadCommandInput,
  S3Client,
  UploadPartCommandInput,
  UploadPartCommandOutput,
} from '@aws-sdk/client-s3';
import { putAccessKey, sealSecretAccessKey } from '../src/data/access-keys.ts';
import { putAccount } from '../src/data/accounts.ts';
import { newAccountId, newSecretAccessKey, newUniqueId } from '../src/data/ids.ts';
import { newAccountRecord } from '../src/data/new-account.ts';
import type { TestClients, TestServer } from './harness.ts';

/** Another account, outside any organization, and clients of its root user. */
export async function addAccount({
  server,
  clientsFor,
}: TestServer): Promise<TestClients & { readonly accountId: string }> {
  const { metadata, secrets } = server.state;
  const accountId = newAccountId();
  const accessKeyId = newUniqueId('accessKey');
  const secretAccessKey = newSecretAccessKey();
  const nowMs = Date.now();
  await metadata.transact(async (tx) => {
    const email = `${accountId}@example.com`;
    const record = newAccountRecord({
      id: accountId,
      name: 'Other',
      email,
      partition: 'aws',
      nowMs,
    });
    putAccount(tx, { ...record, rootAccessKeyIds: [accessKeyId] });
    putAccessKey(tx, {
      id: accessKeyId,
      accountId,
      status: 'Active',
      createdAtMs: nowMs,
      sealedSecret: sealSecretAccessKey(secrets, secretAccessKey),
    });
  });
  return { accountId, ...clientsFor({ accessKeyId, secretAccessKey }) };
}

let buckets = 0;

/** A fresh bucket; its name. */
export async function addBucket(s3: S3Client): Promise<string> {
  buckets += 1;
  const Bucket = `bucket-${process.pid}-${buckets}`;
  await s3.send(new CreateBucketCommand({ Bucket }));
  return Bucket;
}

export async function putKeys(
  s3: S3Client,
  Bucket: string,
  keys: readonly string[],
): Promise<void> {
  for (const Key of keys) await s3.send(new PutObjectCommand({ Bucket, Key, Body: Key }));
}

export interface Refused {
  readonly code: string;
  readonly status: number | undefined;
  readonly message: string;
  readonly [detail: string]: unknown;
}

interface SdkError extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
}

/** What a call that must fail was answered with; the error's further fields beside code and text. */
export async function refused(call: Promise<unknown>): Promise<Refused> {
  try {
    await call;
  } catch (error) {
    const { name, message, $metadata, ...rest } = error as SdkError;
    const detail = Object.fromEntries(
      Object.entries(rest).filter(([key]) => /^[A-Z]/.test(key) && key !== 'Code'),
    );
    return { ...detail, code: name, status: $metadata?.httpStatusCode, message };
  }
  throw new Error('the call succeeded');
}

export interface TestUpload {
  readonly UploadId: string;
  part(
    number: number,
    body: Buffer | string,
    more?: Partial<UploadPartCommandInput>,
  ): Promise<UploadPartCommandOutput>;
  complete(
    parts: CompletedPart[] | undefined,
    more?: Partial<CompleteMultipartUploadCommandInput>,
  ): Promise<CompleteMultipartUploadCommandOutput>;
}

/** A multipart upload that has begun, and the calls that go on with it. */
export async function multipartUpload(
  s3: S3Client,
  input: CreateMultipartUploadCommandInput,
): Promise<TestUpload> {
  const { Bucket, Key } = input;
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(input));
  return {
    UploadId: UploadId ?? '',
    part: (PartNumber: number, Body: Buffer | string, more: Partial<UploadPartCommandInput> = {}) =>
      s3.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body, ...more })),
    complete: (
      Parts: CompletedPart[] | undefined,
      more: Partial<CompleteMultipartUploadCommandInput> = {},
    ) =>
      s3.send(
        new CompleteMultipartUploadCommand({
          Bucket,
          Key,
          UploadId,
          ...(Parts === undefined ? {} : { MultipartUpload: { Parts } }),
          ...more,
        }),
      ),
  };
}
