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
