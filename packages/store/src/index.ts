/** The public door of store: what is durable, behind two interfaces. */
export type {
  BlobBody,
  BlobPut,
  BlobStore,
  ByteRange,
  Entry,
  Json,
  Key,
  MetadataStore,
  PutBlobOptions,
  ReadTransaction,
  ScanOptions,
  Transaction,
  Value,
} from './types.ts';
export { type Eventually, whenReady } from './eventually.ts';
export {
  BlobTooLarge,
  DataFolderCorrupt,
  DataFolderLocked,
  DataFolderTooNew,
  DataFolderUnwritable,
  NoSuchBlob,
  StoreClosed,
  StoreFailed,
  StoreFull,
  TransactionOver,
} from './errors.ts';
export type { TransactionLimits } from './transactions.ts';
export { keyBytesMax } from './keys.ts';
export { valueBytesMax } from './cells.ts';
export { createMemoryMetadataStore } from './memory-metadata.ts';
export { createMemoryBlobStore } from './memory-blobs.ts';
export { openSqliteMetadataStore, type SqliteMetadataOptions } from './sqlite-metadata.ts';
export { openFileBlobStore, type FileBlobOptions } from './file-blobs.ts';
export { openDataFolder, type DataFolder, type DataFolderOptions } from './data-folder.ts';
export { collectGarbage, type CollectGarbageOptions } from './garbage.ts';
export { inlineBlobBytesMax } from './inline.ts';
