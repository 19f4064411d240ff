/**
 * The values of x-amz-content-sha256: a hash, or one of S3's words for how the body is sent.
 * Page: S3 API "Authenticating Requests (AWS Signature Version 4)", Payload signing options.
 */

export const unsignedPayload = 'UNSIGNED-PAYLOAD';
export const streamingPayload = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
export const streamingPayloadTrailer = 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER';
export const streamingUnsignedTrailer = 'STREAMING-UNSIGNED-PAYLOAD-TRAILER';
export const streamingEcdsa = 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD';
export const streamingEcdsaTrailer = 'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER';

const words: ReadonlySet<string> = new Set([
  unsignedPayload,
  streamingPayload,
  streamingPayloadTrailer,
  streamingUnsignedTrailer,
  streamingEcdsa,
  streamingEcdsaTrailer,
]);

const sha256HexLength = 64;

/** Whether the text is a SHA-256 in hex, in lower or upper case. */
export function isSha256Hex(text: string): boolean {
  if (text.length !== sha256HexLength) {
    return false;
  }
  for (let index = 0; index < sha256HexLength; index += 1) {
    const code = text.charCodeAt(index);
    const letter = code | 0x20;
    if (!(code >= 0x30 && code <= 0x39) && !(letter >= 0x61 && letter <= 0x66)) {
      return false;
    }
  }
  return true;
}

export function isPayloadHash(text: string): boolean {
  return isSha256Hex(text) || words.has(text);
}

/** AWS's text for any other value. */
export const payloadHashRule: string =
  'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, ' +
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, ' +
  'STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER ' +
  'or a valid sha256 value.';
