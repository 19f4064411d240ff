/**
 * The laws of the stores, as vitest suites that every backend passes: call them in a test file with
 * a way to open the backend. Only for tests: it imports vitest and fast-check.
 */
export { blobStoreLaws, type BlobStoreSubject } from './contract/blobs.ts';
export { crashLaws, type CrashSubject } from './contract/crash.ts';
export { metadataStoreLaws, type MetadataStoreSubject } from './contract/metadata.ts';
