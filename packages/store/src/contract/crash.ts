/**
 * The law of the crash: a process that is killed without warning loses nothing that it acknowledged
 * and leaves nothing half done. A child process writes and prints what was acknowledged; it is
 * killed at a random moment; then the stores are opened again and judged.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { bytesOf, collect } from './bodies.ts';
import type { CrashRecord, CrashStores, OpenCrashStores } from './crash-protocol.ts';

export interface CrashSubject {
  /** For `import()`: exports `openCrashStores(location): Promise<CrashStores>`. */
  readonly module: URL;
  /** A fresh place for the stores. */
  prepare(): Promise<string>;
  dispose(location: string): Promise<void>;
}

const rounds = 8;

export function crashLaws(name: string, subject: CrashSubject): void {
  test(`${name} loses nothing acknowledged when killed`, { timeout: 120_000 }, async () => {
    const location = await subject.prepare();
    const { openCrashStores } = (await import(subject.module.href)) as {
      openCrashStores: OpenCrashStores;
    };
    const acknowledged = new Map<string, number>();
    for (let round = 0; round < rounds; round += 1) {
      await writeAndKill({ location, subject, acknowledged });
      const stores = await openCrashStores(location);
      await judge(stores, acknowledged);
      await stores.close();
    }
    // The test has a point only if the child came to write.
    expect([...acknowledged.values()].every((count) => count > 0)).toBe(true);
    await subject.dispose(location);
  });
}

interface Killing {
  readonly location: string;
  readonly subject: CrashSubject;
  /** By writer, how many of its records were acknowledged. */
  readonly acknowledged: Map<string, number>;
}

async function writeAndKill({ location, subject, acknowledged }: Killing): Promise<void> {
  const program = fileURLToPath(new URL('./crash-writer.ts', import.meta.url));
  const child = spawn(process.execPath, [program, subject.module.href, location], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout });
  let timer: NodeJS.Timeout | undefined;
  lines.on('line', (line) => {
    timer ??= setTimeout(() => child.kill('SIGKILL'), 20 + Math.random() * 250);
    const [writer, count] = line.split(' ') as [string, string];
    acknowledged.set(writer, Number(count));
  });
  await Promise.all([once(child, 'close'), once(lines, 'close')]);
  expect(child.signalCode).toBe('SIGKILL');
}

async function judge(
  { metadata, blobs }: CrashStores,
  acknowledged: ReadonlyMap<string, number>,
): Promise<void> {
  for (const [writer, least] of acknowledged) {
    const { count, records } = await metadata.read(async (tx) => ({
      count: (await tx.get<number>(['count', writer])) ?? 0,
      records: await tx.scan<CrashRecord>({ prefix: ['record', writer], limit: 1_000_000 }),
    }));
    expect(count).toBeGreaterThanOrEqual(least);
    expect(records.map(({ key }) => key[2])).toStrictEqual(
      Array.from({ length: count }, (_, index) => index + 1),
    );
    for (const { value } of records.slice(-20)) {
      const bytes = await collect(blobs.get(value.blobId));
      expect(Buffer.compare(bytes, bytesOf(value.seed, value.size))).toBe(0);
    }
  }
}
