/**
 * The child process of `crash.ts`: writes until it is killed. Each line that it prints says that a
 * writer's record number so-and-so was acknowledged.
 */
import { bodyOf, bytesOf } from './bodies.ts';
import { type CrashRecord, crashWriters, type OpenCrashStores } from './crash-protocol.ts';

const [module, location] = process.argv.slice(2) as [string, string];
const { openCrashStores } = (await import(module)) as { openCrashStores: OpenCrashStores };
const { metadata, blobs } = await openCrashStores(location);

async function write(writer: string): Promise<never> {
  for (;;) {
    const seed = Math.floor(Math.random() * 1e9);
    const size = Math.floor(Math.random() ** 4 * 1_500_000);
    const blob = await blobs.put(bodyOf(bytesOf(seed, size)), { maxBytes: size });
    const record: CrashRecord = { seed, size, blobId: blob.id };
    // Several small transactions per blob, so that the kill often falls into a commit.
    for (let index = 0; index < 4; index += 1) {
      const count = await metadata.transact(async (tx) => {
        const next = ((await tx.get<number>(['count', writer])) ?? 0) + 1;
        tx.put(['count', writer], next);
        tx.put(['record', writer, next], record);
        tx.put(['filling', writer, next % 50], new Uint8Array(3000));
        return next;
      });
      // To a pipe this is written at once.
      process.stdout.write(`${writer} ${count}\n`);
    }
  }
}

await Promise.all(Array.from({ length: crashWriters }, (_, index) => write(`w${index}`)));
