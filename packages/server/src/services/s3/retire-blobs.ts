/**
 * Deleting blobs that no record names any more. Downloads that found the record just before may be
 * about to open the blob, so it stays for a moment; should the server stop meanwhile, the
 * collection of garbage removes it.
 */
import type { ServerState } from '../../server-state.ts';

/** From finding a record to opening its blob takes milliseconds; an open blob can be read on. */
const graceMs = 30_000;

export function retireBlobs(server: ServerState, ids: readonly string[]): void {
  if (ids.length === 0) return;
  setTimeout(() => void deleteAll(server, ids), graceMs).unref();
}

async function deleteAll(server: ServerState, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    try {
      await server.blobs.delete(id);
    } catch (error) {
      server.log.warn({ error, blob: id }, 'a blob could not be deleted; it is garbage now');
    }
  }
}

/** A blob that never came into a record: nobody can be reading it. */
export async function discardBlob(server: ServerState, id: string): Promise<void> {
  await deleteAll(server, [id]);
}
