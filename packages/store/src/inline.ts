export const inlineBlobBytesMax: number = 64 * 1024;
