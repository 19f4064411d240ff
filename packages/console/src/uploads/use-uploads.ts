/** The uploads of one page: what is chosen, what runs, how far it is. Two files at a time. */
import { useCallback, useReducer, useRef } from 'react';
import { useS3 } from '../api/s3-client.ts';
import type { Upload } from './uploader.ts';
import { upload } from './uploader.ts';

export type UploadStatus = 'waiting' | 'running' | 'paused' | 'done' | 'failed' | 'cancelled';

export interface UploadRow {
  readonly key: string;
  readonly file: File;
  readonly status: UploadStatus;
  readonly arrivedBytes: number;
  readonly error?: unknown;
}

type Change =
  | { readonly kind: 'add'; readonly rows: readonly UploadRow[] }
  | { readonly kind: 'set'; readonly key: string; readonly part: Partial<UploadRow> }
  | { readonly kind: 'remove'; readonly key: string };

function reduce(rows: readonly UploadRow[], change: Change): readonly UploadRow[] {
  if (change.kind === 'remove') return rows.filter((row) => row.key !== change.key);
  if (change.kind === 'set') {
    return rows.map((row) => (row.key === change.key ? { ...row, ...change.part } : row));
  }
  const added = new Set(change.rows.map((row) => row.key));
  return [...rows.filter((row) => !added.has(row.key)), ...change.rows];
}

const filesAtOnce = 2;

export interface Uploads {
  readonly rows: readonly UploadRow[];
  add(files: readonly File[], prefix: string): void;
  remove(key: string): void;
  start(bucket: string): Promise<void>;
  pause(key: string): void;
  resume(key: string): void;
  cancel(key: string): void;
}

/** Of a dropped or chosen folder, the path below it; of a file, its name. */
function pathOf(file: File): string {
  return file.webkitRelativePath === '' ? file.name : file.webkitRelativePath;
}

export function useUploads(): Uploads {
  const s3 = useS3();
  const [rows, change] = useReducer(reduce, []);
  const running = useRef(new Map<string, Upload>());
  const set = useCallback((key: string, part: Partial<UploadRow>): void => {
    change({ kind: 'set', key, part });
  }, []);

  async function runOne(bucket: string, { key, file }: UploadRow): Promise<void> {
    set(key, { status: 'running', error: undefined });
    const started = upload(s3, { bucket, key, file }, (arrivedBytes) => set(key, { arrivedBytes }));
    running.current.set(key, started);
    try {
      await started.done;
      set(key, { status: 'done', arrivedBytes: file.size });
    } catch (error) {
      const isCancelled = error instanceof DOMException || (error as Error).name === 'AbortError';
      set(key, isCancelled ? { status: 'cancelled' } : { status: 'failed', error });
    } finally {
      running.current.delete(key);
    }
  }

  return {
    rows,
    add: (files, prefix) =>
      change({
        kind: 'add',
        rows: files.map((file) => ({
          key: prefix + pathOf(file),
          file,
          status: 'waiting',
          arrivedBytes: 0,
        })),
      }),
    remove: (key) => change({ kind: 'remove', key }),
    async start(bucket) {
      const waiting = rows.filter(({ status }) => status !== 'done' && status !== 'running');
      let next = 0;
      const worker = async (): Promise<void> => {
        for (let row = waiting[next++]; row !== undefined; row = waiting[next++]) {
          await runOne(bucket, row);
        }
      };
      await Promise.all(Array.from({ length: filesAtOnce }, worker));
    },
    pause(key) {
      running.current.get(key)?.pause();
      set(key, { status: 'paused' });
    },
    resume(key) {
      running.current.get(key)?.resume();
      set(key, { status: 'running' });
    },
    cancel(key) {
      running.current.get(key)?.cancel();
    },
  };
}
