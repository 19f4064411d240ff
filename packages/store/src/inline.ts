/**
 * Up to this size a body is better kept in the metadata transaction than in a file of its own.
 * Measured (16 writers, durable, a put with its record; then a read): at 16 KiB 2,600 to 4,700 puts
 * a second inline against 430 to 1,700 with a file, at 64 KiB 1,100 to 2,200 against 340 to 420,
 * and the read takes the same time. Beyond, a put holds up the event loop for most of a millisecond
 * and a read gains nothing. See docs/decisions/0004-inline-small-objects.md.
 */
export const inlineBlobBytesMax: number = 64 * 1024;
