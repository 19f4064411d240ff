/**
 * What a request says about its own signature, and every way in which that can be wrong.
 *
 * Failures are values, not exceptions: AWS's services answer the same fault with different codes
 * and texts (S3: AuthorizationHeaderMalformed; query services: IncompleteSignature), so a failure
 * keeps the facts and `describe-auth-failure.ts` finds the words for a service.
 * Pages: IAM UG "Elements of an AWS API request signature", S3 API "Authenticating Requests
 * (AWS Signature Version 4)".
 */

/** Where the signature stood: the Authorization header, or the query of a presigned URL. */
export type SignatureForm = 'header' | 'query';

/** The one algorithm served. */
export const sigV4Algorithm = 'AWS4-HMAC-SHA256';

/** A request that carries a complete SigV4 signature; nothing is verified yet. */
export interface SignedRequest {
  readonly kind: 'signed';
  readonly form: SignatureForm;
  readonly algorithm: typeof sigV4Algorithm;
  readonly accessKeyId: string;
  /** `YYYYMMDD` of the credential scope. */
  readonly date: string;
  readonly region: string;
  readonly service: string;
  /** `DATE/REGION/SERVICE/aws4_request`, as it enters the string to sign. */
  readonly scope: string;
  /** Lower-case names in the order given. */
  readonly signedHeaders: readonly string[];
  /** The same with `;` between them, as it enters the canonical request. */
  readonly signedHeadersText: string;
  readonly signature: string;
  /** `YYYYMMDDTHHMMSSZ`, as it enters the string to sign. */
  readonly timestamp: string;
  readonly timestampMs: number;
  readonly sessionToken?: string | undefined;
  /** Only of presigned requests. */
  readonly expiresSeconds?: number | undefined;
  /** x-amz-content-sha256 as header, else as query parameter; absent when neither was sent. */
  readonly payloadHash?: string | undefined;
}

/** Faults of form, found before any key is known. */
export type SignatureParseFailure =
  | { readonly kind: 'unsupportedAuthorization'; readonly authorization: string }
  | {
      readonly kind: 'unsupportedAlgorithm';
      readonly form: SignatureForm;
      readonly algorithm: string;
    }
  | { readonly kind: 'bothHeaderAndQuery'; readonly authorization: string }
  | {
      readonly kind: 'malformedComponent';
      readonly component: string;
      readonly authorization: string;
    }
  | {
      readonly kind: 'missingComponents';
      /** Among Credential, Signature, SignedHeaders. */
      readonly missing: readonly string[];
      readonly dateMissing: boolean;
      readonly authorization: string;
    }
  | { readonly kind: 'missingDate'; readonly authorization: string }
  | { readonly kind: 'malformedDate'; readonly form: SignatureForm; readonly date: string }
  | {
      readonly kind: 'malformedCredential';
      readonly form: SignatureForm;
      readonly credential: string;
    }
  | { readonly kind: 'malformedScopeDate'; readonly form: SignatureForm; readonly date: string }
  | {
      readonly kind: 'wrongTerminator';
      readonly form: SignatureForm;
      readonly terminator: string;
    }
  | {
      readonly kind: 'dateMismatch';
      readonly form: SignatureForm;
      readonly scopeDate: string;
      readonly timestamp: string;
    }
  | { readonly kind: 'missingQueryParameters'; readonly missing: readonly string[] }
  | { readonly kind: 'malformedExpires'; readonly fault: 'notNumber' | 'negative' | 'tooLarge' }
  | { readonly kind: 'tooManySignedHeaders'; readonly form: SignatureForm };

/** Faults found when the signature is checked against the request, the clock and the key. */
export type SignatureVerifyFailure =
  | {
      readonly kind: 'wrongRegion';
      readonly form: SignatureForm;
      readonly region: string;
      readonly expected: string;
    }
  | {
      readonly kind: 'wrongService';
      readonly form: SignatureForm;
      readonly service: string;
      readonly expected: string;
    }
  | { readonly kind: 'missingQueryParameters'; readonly missing: readonly string[] }
  | { readonly kind: 'missingPayloadHash' }
  | { readonly kind: 'malformedPayloadHash'; readonly value: string }
  | {
      readonly kind: 'skewed';
      readonly timestamp: string;
      readonly timestampMs: number;
      readonly nowMs: number;
      /** The limit that was passed, on the side where it was passed. */
      readonly maxSkewMs: number;
    }
  | { readonly kind: 'notYetValid'; readonly timestampMs: number; readonly nowMs: number }
  | {
      readonly kind: 'expiredPresign';
      readonly expiresSeconds: number;
      readonly expiresAtMs: number;
      readonly nowMs: number;
    }
  | { readonly kind: 'hostNotSigned' }
  | { readonly kind: 'unsignedHeaders'; readonly headers: readonly string[] }
  | {
      readonly kind: 'badSignature';
      readonly accessKeyId: string;
      readonly stringToSign: string;
      readonly canonicalRequest: string;
      readonly signatureProvided: string;
    };

export type AuthFailure = SignatureParseFailure | SignatureVerifyFailure;

export type ParsedSignature =
  | { readonly kind: 'none' }
  | SignedRequest
  | { readonly kind: 'error'; readonly error: SignatureParseFailure };
