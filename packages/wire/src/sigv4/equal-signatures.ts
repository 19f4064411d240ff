/** Comparison of signatures in time that does not depend on where they differ. */
import { timingSafeEqual } from 'node:crypto';

/** HMAC-SHA256 in hex. */
const signatureLength = 64;
const computedBytes = Buffer.alloc(signatureLength);
const providedBytes = Buffer.alloc(signatureLength);

function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    if (text.charCodeAt(index) > 0x7f) {
      return false;
    }
  }
  return true;
}

/** `computed` is ours, lower-case hex; `provided` is whatever the caller sent. */
export function equalSignatures(computed: string, provided: string): boolean {
  // A character above Latin-1 would be cut to its low byte and could pass for another.
  if (provided.length !== signatureLength || !isAscii(provided)) {
    return false;
  }
  // INVARIANT: nothing runs between these lines, so the shared scratch needs no guard.
  computedBytes.write(computed, 'latin1');
  providedBytes.write(provided, 'latin1');
  return timingSafeEqual(computedBytes, providedBytes);
}
