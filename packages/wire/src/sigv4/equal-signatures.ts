/** Comparison of signatures in time that does not depend on where they differ. */
import { timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 in hex. */
const signatureLength = 64;
/** In UTF-16, so that no character of a caller's is cut to one that it is not. */
const computedBytes = Buffer.alloc(2 * signatureLength);
const providedBytes = Buffer.alloc(2 * signatureLength);

/** `computed` is ours, lower-case hex; `provided` is whatever the caller sent. */
export function equalSignatures(computed: string, provided: string): boolean {
  if (provided.length !== signatureLength) return false;
  // INVARIANT: nothing runs between these lines, so the shared scratch needs no guard.
  computedBytes.write(computed, 'utf16le');
  providedBytes.write(provided, 'utf16le');
  return timingSafeEqual(computedBytes, providedBytes);
}
