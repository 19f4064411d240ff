/** The public door of wire: AWS's protocols and signatures, server side. */
export { authErrorFor } from './auth-error.ts';
export type { CredentialFault } from './auth-error.ts';
export { AwsError, errorsOf, fail } from './aws-error.ts';
export type { ErrorDetail, ErrorEntry, ErrorSchema, ErrorTable, Fault } from './aws-error.ts';
export { readBody } from './body.ts';
export { decodeInput, encodeOutput } from './codec.ts';
export type { DecodeRequest } from './codec.ts';
export { checkConstraints, findViolations, violationError } from './constraints.ts';
export type { Constraint, Constraints, Violation } from './constraints.ts';
export { encodeError } from './error-document.ts';
export type { ErrorContext } from './error-document.ts';
export { commonErrors, failWith } from './errors.ts';
export type { CommonErrorCode } from './errors.ts';
export { createHmacKey } from './hmac.ts';
export type { HmacKey } from './hmac.ts';
export { pairValue, parseForm, parseQuery } from './pairs.ts';
export type { Pairs } from './pairs.ts';
export { createRouter } from './route.ts';
export type { Route, RouteHints, Router } from './route.ts';
export { compileService } from './service.ts';
export type { AnswerContext, HttpBinding, OperationShape, Service } from './service.ts';
export type { Member, Shape, StructShape } from './shape.ts';
export type { HttpRequest, HttpResponse, Protocol, RequestBody, ServiceModel } from './types.ts';
export { readXml } from './xml-reader.ts';
export type { XmlElement } from './xml-reader.ts';
export { escapeXml } from './xml-text.ts';
export type { AuthErrorFamily, AuthErrorText } from './sigv4/describe-auth-failure.ts';
export { authError, describeAuthFailure } from './sigv4/describe-auth-failure.ts';
export { withHoistedHeaders } from './sigv4/hoisted-headers.ts';
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
export {
  checkSignature,
  checkSignedRequest,
  emptySha256,
  verifySignature,
} from './sigv4/verify-signature.ts';
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
export { addressOf, bucketOfHost } from './s3-address.ts';
