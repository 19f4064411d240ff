/**
 * The chain of signatures over the chunks of a streamed body, and over its trailer: each signs the
 * one before it and the bytes of its chunk.
 * Pages: S3 API "Signature Calculations for the Authorization Header: Transferring Payload in
 * Multiple Chunks", and its part on trailing headers.
 */
import { hash } from 'node:crypto';
import { equalSignatures } from '../sigv4/equal-signatures.ts';
import type { SigningKey } from '../sigv4/signing-key.ts';
import { emptySha256 } from '../sigv4/verify-signature.ts';
import { chunkSignatureMismatch } from './payload-errors.ts';

/** What the chain needs of the request's verified signature. */
export interface ChunkSigningContext {
  readonly signingKey: SigningKey;
  readonly seedSignature: string;
  /** `YYYYMMDDTHHMMSSZ`. */
  readonly timestamp: string;
  /** `DATE/REGION/SERVICE/aws4_request`. */
  readonly scope: string;
}

export interface SignatureChain {
  /** Throws unless `provided` is the signature of the next chunk, whose data hash to `sha256`. */
  readonly verifyChunk: (provided: string, sha256: string) => void;
  /** Throws unless `provided` is the signature of the trailer, given as `name:value\n` lines. */
  readonly verifyTrailer: (provided: string, canonicalTrailer: string) => void;
}

export function createSignatureChain(context: ChunkSigningContext): SignatureChain {
  let previous = context.seedSignature;
  const verify = (stringToSign: string, provided: string): void => {
    const computed = context.signingKey.sign(stringToSign);
    if (!equalSignatures(computed, provided)) {
      throw chunkSignatureMismatch(stringToSign, provided);
    }
    previous = computed;
  };
  const scopeLines = `${context.timestamp}\n${context.scope}`;
  return {
    verifyChunk(provided, sha256) {
      const head = `AWS4-HMAC-SHA256-PAYLOAD\n${scopeLines}\n${previous}`;
      verify(`${head}\n${emptySha256}\n${sha256}`, provided);
    },
    verifyTrailer(provided, canonicalTrailer) {
      const sha256 = hash('sha256', Buffer.from(canonicalTrailer, 'latin1'), 'hex');
      verify(`AWS4-HMAC-SHA256-TRAILER\n${scopeLines}\n${previous}\n${sha256}`, provided);
    },
  };
}
