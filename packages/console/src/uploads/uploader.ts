/**
 * Uploads one file to S3: a small one in one request, a large one in parts, of which a failed one
 * is tried again. Can be paused, resumed and cancelled; after a failure, `start` goes on with the
 * parts that are missing. Knows nothing of the page that shows it. Page: S3 UG "Uploading and
 * copying objects using multipart upload".
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
  /** Rejects when it failed or was cancelled; may be called again when it failed. */
  start(): Promise<void>;
  pause(): void;
  resume(): void;
  /** Parts that have arrived are thrown away: they would stay and count as storage. */
  cancel(): Promise<void>;
}

export interface UploadOptions {
  /** Bytes that have arrived. */
  onProgress(bytes: number): void;
  /** A part, or the whole, is being tried again. */
  onRetry(): void;
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

interface Run {
  readonly s3: S3Client;
  readonly target: UploadTarget;
  readonly options: UploadOptions;
  readonly gate: ReturnType<typeof createGate>;
  readonly signal: AbortSignal;
  /** By their numbers. */
  readonly arrived: Map<number, CompletedPart>;
  uploadId: string | undefined;
}

const isFinal = (error: unknown): boolean => {
  const status = (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;
  return status !== undefined && status < 500;
};

/** What the server refuses stays refused; what the network loses is tried again. */
async function withRetries<T>(run: Run, call: () => Promise<T>): Promise<T> {
  const { gate, signal, options } = run;
  for (let attempt = 1; ; attempt++) {
    await gate.passed();
    signal.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      if (signal.aborted || attempt === attemptsMax || isFinal(error)) throw error;
      options.onRetry();
      await new Promise((resolve) => setTimeout(resolve, retryMs * 2 ** attempt));
    }
  }
}

const placeOf = ({ bucket, key }: UploadTarget) => ({ Bucket: bucket, Key: key });

/** A browser that does not know the type says so by an empty one. */
const typeOf = ({ file }: UploadTarget) => (file.type === '' ? {} : { ContentType: file.type });

async function putWhole(run: Run): Promise<void> {
  const { s3, target, signal, options } = run;
  const Body = new Uint8Array(await target.file.arrayBuffer());
  const command = new PutObjectCommand({ ...placeOf(target), ...typeOf(target), Body });
  await withRetries(run, () => s3.send(command, { abortSignal: signal }));
  options.onProgress(target.file.size);
}

async function putPart(run: Run, number: number, bytes: Blob): Promise<void> {
  const { s3, target, signal, arrived, uploadId } = run;
  const Body = new Uint8Array(await bytes.arrayBuffer());
  const command = new UploadPartCommand({
    ...placeOf(target),
    UploadId: uploadId,
    PartNumber: number,
    Body,
  });
  const answer = await withRetries(run, () => s3.send(command, { abortSignal: signal }));
  const { ETag, ChecksumCRC32 } = answer;
  arrived.set(number, { PartNumber: number, ETag, ChecksumCRC32 });
}

/** The parts that are not there yet. When one fails, the others under way are waited for. */
async function putParts(run: Run): Promise<void> {
  const { target, arrived, options } = run;
  const { file } = target;
  const size = partBytes(file.size);
  const count = Math.ceil(file.size / size);
  const part = (number: number): Blob => file.slice((number - 1) * size, number * size);
  const missing = Array.from({ length: count }, (_, index) => index + 1)
    .filter((number) => !arrived.has(number))
    .values();
  let hasFailed = false;
  const worker = async (): Promise<void> => {
    for (const number of missing) {
      if (hasFailed) return;
      try {
        await putPart(run, number, part(number));
      } catch (error) {
        hasFailed = true;
        throw error;
      }
      const bytes = [...arrived.keys()].reduce((sum, one) => sum + part(one).size, 0);
      options.onProgress(bytes);
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: partsAtOnce }, worker));
  const failure = ended.find(({ status }) => status === 'rejected');
  if (failure?.status === 'rejected') throw failure.reason;
}

async function putInParts(run: Run): Promise<void> {
  const { s3, target, arrived, signal } = run;
  const place = placeOf(target);
  if (run.uploadId === undefined) {
    const command = new CreateMultipartUploadCommand({
      ...place,
      ...typeOf(target),
      ChecksumAlgorithm: 'CRC32',
    });
    const answer = await withRetries(run, () => s3.send(command, { abortSignal: signal }));
    run.uploadId = answer.UploadId;
  }
  await putParts(run);
  const Parts = [...arrived.values()].toSorted((a, b) => (a.PartNumber ?? 0) - (b.PartNumber ?? 0));
  const MultipartUpload = { Parts };
  const { uploadId: UploadId } = run;
  const command = new CompleteMultipartUploadCommand({ ...place, UploadId, MultipartUpload });
  await withRetries(run, () => s3.send(command, { abortSignal: signal }));
  run.uploadId = undefined;
}

export function createUpload(s3: S3Client, target: UploadTarget, options: UploadOptions): Upload {
  const gate = createGate();
  const aborter = new AbortController();
  const { signal } = aborter;
  const arrived = new Map<number, CompletedPart>();
  const run: Run = { s3, target, options, gate, signal, arrived, uploadId: undefined };
  let running: Promise<void> = Promise.resolve();
  return {
    start() {
      running = target.file.size <= partBytesMin ? putWhole(run) : putInParts(run);
      return running;
    },
    pause: gate.close,
    resume: gate.open,
    async cancel() {
      aborter.abort();
      gate.open();
      // Parts on their way would arrive after the upload was thrown away.
      await running.catch(() => undefined);
      if (run.uploadId === undefined) return;
      const { uploadId: UploadId } = run;
      run.uploadId = undefined;
      await s3.send(new AbortMultipartUploadCommand({ ...placeOf(target), UploadId }));
    },
  };
}
