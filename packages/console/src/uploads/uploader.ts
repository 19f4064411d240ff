/**
 * Uploads files to S3, several at once: small ones in one request, large ones in parts, of which a
 * failed one is tried again. Can be paused, resumed and cancelled. Knows nothing of the page that
 * shows it. Page: S3 UG "Uploading and copying objects using multipart upload".
 */
import type { CompletedPart, S3Client } from '@aws-sdk/client-s3';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';

export interface UploadTarget {
  readonly bucket: string;
  readonly key: string;
  readonly file: File;
}

export interface Upload {
  pause(): void;
  resume(): void;
  cancel(): void;
  /** Rejects when it failed or was cancelled. */
  readonly done: Promise<void>;
}

const mebibyte = 1024 * 1024;
/** At most 10,000 parts: larger files have larger parts. */
const partsMax = 10_000;
const partBytesMin = 8 * mebibyte;
const partsAtOnce = 3;
const attemptsMax = 4;
const retryMs = 500;

export function partBytes(fileBytes: number): number {
  return Math.max(partBytesMin, Math.ceil(fileBytes / partsMax / mebibyte) * mebibyte);
}

/** A gate that uploads wait at while they are paused. */
function createGate() {
  let open: Promise<void> = Promise.resolve();
  let release: (() => void) | undefined;
  return {
    close(): void {
      if (release !== undefined) return;
      open = new Promise((resolve) => {
        release = resolve;
      });
    },
    open(): void {
      release?.();
      release = undefined;
    },
    passed: (): Promise<void> => open,
  };
}

type Gate = ReturnType<typeof createGate>;

interface Run {
  readonly s3: S3Client;
  readonly target: UploadTarget;
  readonly gate: Gate;
  readonly signal: AbortSignal;
  /** Bytes that have arrived. */
  readonly onProgress: (bytes: number) => void;
}

const isFinal = (error: unknown): boolean => {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status !== undefined && status < 500;
};

/** What the server refuses stays refused; what the network loses is tried again. */
async function withRetries<T>({ gate, signal }: Run, call: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    await gate.passed();
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || attempt === attemptsMax || isFinal(error)) throw error;
      await new Promise((resolve) => setTimeout(resolve, retryMs * 2 ** attempt));
    }
  }
}

async function putWhole(run: Run): Promise<void> {
  const { s3, target, signal, onProgress } = run;
  const Body = new Uint8Array(await target.file.arrayBuffer());
  const command = new PutObjectCommand({
    Bucket: target.bucket,
    Key: target.key,
    Body,
    ContentType: target.file.type || undefined,
  });
  await withRetries(run, () => s3.send(command, { abortSignal: signal }));
  onProgress(target.file.size);
}

async function putPart(
  run: Run,
  uploadId: string,
  part: { readonly number: number; readonly bytes: Blob },
): Promise<CompletedPart> {
  const { s3, target, signal } = run;
  const Body = new Uint8Array(await part.bytes.arrayBuffer());
  const { ETag, ChecksumCRC32 } = await withRetries(run, () =>
    s3.send(
      new UploadPartCommand({
        Bucket: target.bucket,
        Key: target.key,
        UploadId: uploadId,
        PartNumber: part.number,
        Body,
      }),
      { abortSignal: signal },
    ),
  );
  return { PartNumber: part.number, ETag, ChecksumCRC32 };
}

async function putParts(run: Run, uploadId: string): Promise<CompletedPart[]> {
  const { file } = run.target;
  const size = partBytes(file.size);
  const count = Math.ceil(file.size / size);
  const parts: CompletedPart[] = [];
  let next = 1;
  let arrived = 0;
  const worker = async (): Promise<void> => {
    while (next <= count) {
      const number = next++;
      const bytes = file.slice((number - 1) * size, number * size);
      parts.push(await putPart(run, uploadId, { number, bytes }));
      arrived += bytes.size;
      run.onProgress(arrived);
    }
  };
  await Promise.all(Array.from({ length: partsAtOnce }, worker));
  return parts.toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
}

async function putInParts(run: Run): Promise<void> {
  const { s3, target } = run;
  const place = { Bucket: target.bucket, Key: target.key };
  const { UploadId } = await withRetries(run, () =>
    s3.send(
      new CreateMultipartUploadCommand({
        ...place,
        ContentType: target.file.type || undefined,
        ChecksumAlgorithm: 'CRC32',
      }),
    ),
  );
  try {
    const Parts = await putParts(run, UploadId ?? '');
    await withRetries(run, () =>
      s3.send(
        new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload: { Parts } }),
      ),
    );
  } catch (error) {
    // Parts of an upload that came to nothing would stay and count as storage.
    await s3.send(new AbortMultipartUploadCommand({ ...place, UploadId })).catch(() => undefined);
    throw error;
  }
}

export function upload(
  s3: S3Client,
  target: UploadTarget,
  onProgress: (bytes: number) => void,
): Upload {
  const gate = createGate();
  const aborter = new AbortController();
  const run: Run = { s3, target, gate, signal: aborter.signal, onProgress };
  const isSmall = target.file.size <= partBytesMin;
  return {
    pause: gate.close,
    resume: gate.open,
    cancel() {
      aborter.abort();
      gate.open();
    },
    done: isSmall ? putWhole(run) : putInParts(run),
  };
}
