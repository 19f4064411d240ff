/**
 * What a store can refuse or suffer, one class per case that a caller tells apart. Absence of a
 * key is no error (`undefined`). Messages are for the operator; `cause` holds what lay beneath.
 */

/** The blob does not exist (or no longer). */
export class NoSuchBlob extends Error {
  override readonly name = 'NoSuchBlob';
  readonly id: string;
  constructor(id: string) {
    super(`no blob has the id \`${id}\``);
    this.id = id;
  }
}

/** The body went past `maxBytes`; nothing of it was kept. */
export class BlobTooLarge extends Error {
  override readonly name = 'BlobTooLarge';
  readonly maxBytes: number;
  constructor(maxBytes: number) {
    super(`the blob exceeds ${maxBytes} bytes`);
    this.maxBytes = maxBytes;
  }
}

/** The store was closed before the call. */
export class StoreClosed extends Error {
  override readonly name = 'StoreClosed';
  constructor() {
    super('the store is closed');
  }
}

/** No room on the device. The transactions of the batch are undone; the store stays usable. */
export class StoreFull extends Error {
  override readonly name = 'StoreFull';
  constructor(cause: unknown) {
    super('no space is left for the data folder', { cause });
  }
}

/**
 * Writing or syncing failed, so that nobody knows what the disk holds: the store refuses all
 * further work until it is opened again.
 */
export class StoreFailed extends Error {
  override readonly name = 'StoreFailed';
  constructor(cause: unknown) {
    super('the store failed and stopped; see the cause', { cause });
  }
}

/** A transaction was used after it ended, or awaited something else than itself for too long. */
export class TransactionOver extends Error {
  override readonly name = 'TransactionOver';
  constructor(message = 'the transaction is over') {
    super(message);
  }
}

/** Another server holds the data folder. */
export class DataFolderLocked extends Error {
  override readonly name = 'DataFolderLocked';
  constructor(folder: string) {
    super(`the data folder \`${folder}\` is in use by another server`);
  }
}

/** The data folder does not hold what it should; nothing was changed. */
export class DataFolderCorrupt extends Error {
  override readonly name = 'DataFolderCorrupt';
  constructor(folder: string, detail: string, cause?: unknown) {
    super(`the data folder \`${folder}\` is corrupt: ${detail}`, { cause });
  }
}

/** The data folder was written by a newer release; nothing was changed. */
export class DataFolderTooNew extends Error {
  override readonly name = 'DataFolderTooNew';
  constructor(folder: string, versions: { readonly found: number; readonly known: number }) {
    super(
      `the data folder \`${folder}\` has format ${versions.found}; ` +
        `this release knows formats up to ${versions.known}`,
    );
  }
}

/** The data folder cannot be made, read or written. */
export class DataFolderUnwritable extends Error {
  override readonly name = 'DataFolderUnwritable';
  constructor(folder: string, cause: unknown) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    super(`the data folder \`${folder}\` cannot be written: ${detail}`, { cause });
  }
}
