/** Up to here a blob is better kept in the metadata transaction: one commit, and no file to sync. */
export const inlineBlobBytesMax: number = 64 * 1024;
