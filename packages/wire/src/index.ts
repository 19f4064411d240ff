export type {
  AuthErrorFamily,
  AuthErrorText,
} from './sigv4/describe-auth-failure.ts';
export {
  authError,
  describeAuthFailure,
  missingAuthentication,
  unknownAccessKey,
} from './sigv4/describe-auth-failure.ts';
export { parseSignature } from './sigv4/parse-signature.ts';
export type {
  AuthFailure,
  ParsedSignature,
  SignatureForm,
  SignatureParseFailure,
  SignatureVerifyFailure,
  SignedRequest,
} from './sigv4/parsed-signature.ts';
export type { SigningKey, SigningKeyCache, SigningScope } from './sigv4/signing-key.ts';
export { createSigningKeyCache, deriveSigningKey } from './sigv4/signing-key.ts';
export type { ScopeAndAgeOptions, VerifyOptions, VerifyResult } from './sigv4/verify-signature.ts';
export { checkSignedRequest, emptySha256, verifySignature } from './sigv4/verify-signature.ts';
export type { ChecksumAlgorithm, ChecksumTraits } from './payload/checksum-algorithm.ts';
export {
  checksumAlgorithms,
  checksumTraits,
  decodeChecksum,
  isChecksumAlgorithm,
} from './payload/checksum-algorithm.ts';
export type { ChecksumHasher } from './payload/checksum.ts';
export { checksumOf, createChecksum } from './payload/checksum.ts';
export type { ChunkSigningContext } from './payload/chunk-signatures.ts';
export type { CrcAlgorithm, CrcPart } from './payload/crc-combine.ts';
export { combineCrc } from './payload/crc-combine.ts';
export type { DeclaredIntegrity } from './payload/declared-integrity.ts';
export type { DecodedPayload, PayloadOptions, PayloadSummary } from './payload/decode-payload.ts';
export { decodePayload, storedContentEncoding } from './payload/decode-payload.ts';
export type { ChecksumType, PartChecksum } from './payload/multipart-checksum.ts';
export {
  defaultChecksumType,
  multipartChecksum,
  supportsChecksumType,
} from './payload/multipart-checksum.ts';
