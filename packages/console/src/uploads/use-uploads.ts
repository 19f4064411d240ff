/** The uploads of one page: what is chosen, what runs, how far it is. Two files at a time. */
import type { S3Client } from '@aws-sdk/client-s3';
import { useCallback, useEffect, useReducer, useRef } from 'react';
import { useUploadS3 } from '../api/s3-client.ts';
import type { ChosenFile } from './chosen-files.ts';
import type { Upload } from './uploader.ts';
import { createUpload } from './uploader.ts';

export type UploadStatus = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

export interface UploadRow {
  readonly key: string;
  readonly file: File;
  readonly status: UploadStatus;
  readonly arrivedBytes: number;
  /** How often something of it was tried again. */
  readonly retries: number;
  readonly error?: unknown;
}

type Change =
  | { readonly kind: 'add'; readonly rows: readonly UploadRow[] }
  | { readonly kind: 'set'; readonly key: string; readonly part: Partial<UploadRow> }
  | { readonly kind: 'retried'; readonly key: string }
  | { readonly kind: 'remove'; readonly key: string };

/** Looked up once per change, as folders may hold thousands. */
function reduce(rows: readonly UploadRow[], change: Change): readonly UploadRow[] {
  if (change.kind === 'add') {
    const added = new Map(change.rows.map((row) => [row.key, row]));
    return [...rows.filter((row) => !added.has(row.key)), ...added.values()];
  }
  const at = rows.findIndex(({ key }) => key === change.key);
  const row = rows[at];
  if (row === undefined) return rows;
  if (change.kind === 'remove') return rows.toSpliced(at, 1);
  const part = change.kind === 'set' ? change.part : { retries: row.retries + 1 };
  return rows.with(at, { ...row, ...part });
}

const filesAtOnce = 2;

export interface Uploads {
  readonly rows: readonly UploadRow[];
  add(files: readonly ChosenFile[], prefix: string): void;
  remove(key: string): void;
  /** All that wait or failed, or only this one. */
  start(bucket: string, key?: string): Promise<void>;
  pause(key: string): void;
  resume(key: string): void;
  cancel(key: string): void;
}

/** Rows that are busy keep what they are doing. */
const isBusy = ({ status }: UploadRow): boolean => status === 'running' || status === 'paused';

interface Place {
  readonly s3: S3Client;
  readonly bucket: string;
  /** By their keys: those that run, and those that failed and can go on. */
  readonly known: Map<string, Upload>;
}

async function runOne(
  { s3, bucket, known }: Place,
  { key, file }: UploadRow,
  change: (change: Change) => void,
): Promise<void> {
  const set = (part: Partial<UploadRow>): void => change({ kind: 'set', key, part });
  const options = {
    onProgress: (arrivedBytes: number) => set({ arrivedBytes }),
    onRetry: () => change({ kind: 'retried', key }),
  };
  const upload = known.get(key) ?? createUpload(s3, { bucket, key, file }, options);
  known.set(key, upload);
  set({ status: 'running', error: undefined });
  try {
    await upload.start();
    set({ status: 'done', arrivedBytes: file.size });
    known.delete(key);
  } catch (error) {
    const isCancelled = (error as Error).name === 'AbortError';
    set(isCancelled ? { status: 'cancelled', arrivedBytes: 0 } : { status: 'failed', error });
  }
}

function rowsFor(files: readonly ChosenFile[], prefix: string): UploadRow[] {
  return files.map(({ file, path }) => ({
    key: prefix + path,
    file,
    status: 'waiting',
    arrivedBytes: 0,
    retries: 0,
  }));
}

export function useUploads(): Uploads {
  const s3 = useUploadS3();
  const [rows, change] = useReducer(reduce, []);
  const known = useRef(new Map<string, Upload>());
  /** Without an answer nothing is lost but storage: the page may be gone by now. */
  const discard = useCallback((key: string): void => {
    void known.current
      .get(key)
      ?.cancel()
      .catch(() => undefined);
    known.current.delete(key);
  }, []);
  useEffect(() => {
    const { current } = known;
    return () => [...current.keys()].forEach(discard);
  }, [discard]);
  return {
    rows,
    add(files, prefix) {
      const busy = new Set(rows.filter(isBusy).map(({ key }) => key));
      const added = rowsFor(files, prefix).filter(({ key }) => !busy.has(key));
      added.forEach(({ key }) => discard(key));
      change({ kind: 'add', rows: added });
    },
    remove(key) {
      discard(key);
      change({ kind: 'remove', key });
    },
    async start(bucket, key) {
      const wanted = key === undefined ? rows : rows.filter((row) => row.key === key);
      const left = wanted.filter((row) => row.status !== 'done' && !isBusy(row)).values();
      const place = { s3, bucket, known: known.current };
      const worker = async (): Promise<void> => {
        for (const row of left) await runOne(place, row, change);
      };
      await Promise.all(Array.from({ length: filesAtOnce }, worker));
    },
    pause(key) {
      known.current.get(key)?.pause();
      change({ kind: 'set', key, part: { status: 'paused' } });
    },
    resume(key) {
      known.current.get(key)?.resume();
      change({ kind: 'set', key, part: { status: 'running' } });
    },
    cancel: discard,
  };
}
