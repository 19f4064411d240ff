/**
 * The body of an S3 request as its object bytes, with every promise about them checked:
 * x-amz-content-sha256, chunk signatures, the trailer and its signature, the decoded length, one
 * x-amz-checksum-*, and Content-MD5.
 * Pages: S3 API "Authenticating Requests (AWS Signature Version 4)", payload options; "Signature
 * Calculations … Multiple Chunks"; S3 UG "Checking object integrity".
 *
 * Bytes stream through. What is wrong with the headers throws at once; what is wrong with the body
 * is thrown by the iteration before it completes, so that a consumer which commits after the last
 * byte commits only what is whole and genuine. All errors are AwsErrors.
 */
import { collectBody } from '../body.ts';
import type { Eventually } from '../eventually.ts';
import { whenReady } from '../eventually.ts';
import type { HttpRequest, RequestBody } from '../types.ts';
import {
  isPayloadHash,
  isSha256Hex,
  payloadHashRule,
  streamingEcdsa,
  streamingEcdsaTrailer,
  streamingPayload,
  streamingPayloadTrailer,
  streamingUnsignedTrailer,
  unsignedPayload,
} from '../sigv4/payload-hash.ts';
import type { ChecksumAlgorithm } from './checksum-algorithm.ts';
import { createChunkDecoder } from './chunk-decoder.ts';
import type { ChunkSigningContext } from './chunk-signatures.ts';
import { createSignatureChain } from './chunk-signatures.ts';
import type { DeclaredIntegrity } from './declared-integrity.ts';
import { declaredIntegrity, trailerChecksum } from './declared-integrity.ts';
import type { DigestTexts } from './digests.ts';
import { createDigests, digestsOf } from './digests.ts';
import {
  asymmetricSignature,
  checksumMismatch,
  contentSha256Mismatch,
  entityTooLarge,
  incompleteBody,
  invalidArgument,
  md5Mismatch,
  missingContentLength,
  unsignedStreaming,
} from './payload-errors.ts';
import { createTrailerReader } from './trailer-reader.ts';

export interface PayloadOptions {
  /** The verified signature; absent for anonymous requests, whose chunks cannot be signed. */
  readonly signing?: ChunkSigningContext;
  /** x-amz-content-sha256 as signed (`SignedRequest.payloadHash`); else the header counts. */
  readonly payloadHash?: string;
  readonly decodedLengthMax: number;
  /** Digests wanted beside those the request declares, such as MD5 for the ETag. */
  readonly digests?: readonly ChecksumAlgorithm[];
}

export interface PayloadSummary {
  /** Lower-case names. */
  readonly trailers: Readonly<Record<string, string>>;
  /** Base64 by algorithm: those declared, which were found right, and those wanted. */
  readonly digests: DigestTexts;
}

export interface DecodedPayload {
  readonly body: AsyncIterable<Uint8Array>;
  /**
   * All of it in one piece instead of `body`, which is cheaper: for payloads whose decoded length
   * is small.
   */
  readonly bytes: () => Eventually<Uint8Array>;
  /** Length of `body`: what was announced, and enforced. */
  readonly decodedLength: number;
  /** The checksum the client sends along, by header or trailer. */
  readonly declared: DeclaredIntegrity;
  /** Known once `body` or `bytes` is read to its end; throws before. */
  readonly summary: () => PayloadSummary;
}

function readLength(text: string, header: string): number {
  const length = Number(text);
  if (!/^\d{1,16}$/.test(text) || !Number.isSafeInteger(length)) {
    throw invalidArgument(`Value for ${header} header is invalid.`, header, text);
  }
  return length;
}

/** Length of a body that is sent as it is. */
function plainLength(request: HttpRequest): number {
  const text = request.headers['content-length'];
  if (text !== undefined) {
    return readLength(text, 'content-length');
  }
  if (request.headers['transfer-encoding'] !== undefined) {
    throw missingContentLength();
  }
  return 0;
}

function chunkedLength(request: HttpRequest): number {
  const text = request.headers['x-amz-decoded-content-length'];
  if (text === undefined) {
    throw missingContentLength();
  }
  return readLength(text, 'x-amz-decoded-content-length');
}

/** One body's plan: how long it must be and which bytes make it. */
interface Plan {
  readonly length: number;
  readonly trailers: () => Readonly<Record<string, string>>;
  readonly read: (source: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
  readonly readWhole: (source: RequestBody) => Eventually<Uint8Array>;
  /** The hash that the signature covers, where it covers one. */
  readonly sha256?: string;
}

async function* exactly(
  source: AsyncIterable<Uint8Array>,
  length: number,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const bytes of source) {
    received += bytes.length;
    if (received > length) {
      throw incompleteBody(length, received);
    }
    yield bytes;
  }
  if (received !== length) {
    throw incompleteBody(length, received);
  }
}

function planPlain(request: HttpRequest, payloadHash: string): Plan {
  const encodings = request.headers['content-encoding'];
  if (payloadHash === unsignedPayload && encodings !== undefined && isAwsChunked(encodings)) {
    throw invalidArgument(
      'aws-chunked encoding is not supported when x-amz-content-sha256 UNSIGNED-PAYLOAD is supplied.',
      'Content-Encoding',
      encodings,
    );
  }
  const length = plainLength(request);
  return {
    length,
    trailers: () => ({}),
    read: (source) => exactly(source, length),
    readWhole: (source) =>
      whenReady(collectBody(source, length), (bytes) => {
        if (bytes.length !== length) {
          throw incompleteBody(length, bytes.length);
        }
        return bytes;
      }),
    ...(isSha256Hex(payloadHash) ? { sha256: payloadHash } : undefined),
  };
}

function planChunked(
  request: HttpRequest,
  payloadHash: string,
  options: PayloadOptions & { readonly declared: DeclaredIntegrity },
): Plan {
  const isSigned = payloadHash !== streamingUnsignedTrailer;
  if (isSigned && options.signing === undefined) {
    throw unsignedStreaming();
  }
  const decodedLength = chunkedLength(request);
  const trailer = createTrailerReader({
    announced: options.declared.trailers,
    signed: payloadHash === streamingPayloadTrailer,
  });
  const chain =
    isSigned && options.signing !== undefined ? createSignatureChain(options.signing) : undefined;
  const decoder = createChunkDecoder({
    decodedLength,
    trailer,
    ...(chain === undefined ? undefined : { chain }),
  });
  async function* read(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const bytes of source) {
      yield* decoder.push(bytes);
    }
    decoder.end();
  }
  return {
    length: decodedLength,
    trailers: trailer.values,
    read,
    readWhole: (source) => collectBody(read(source), decodedLength),
  };
}

function isAwsChunked(contentEncoding: string): boolean {
  return contentEncoding.split(',').some((coding) => coding.trim() === 'aws-chunked');
}

/** Content-Encoding as S3 stores it: `aws-chunked` was for the way only. */
export function storedContentEncoding(contentEncoding: string | undefined): string | undefined {
  if (contentEncoding === undefined || !contentEncoding.includes('aws-chunked')) {
    return contentEncoding;
  }
  const codings = contentEncoding.split(',').filter((coding) => coding.trim() !== 'aws-chunked');
  const stored = codings.join(',').trim();
  return stored === '' ? undefined : stored;
}

function planOf(
  request: HttpRequest,
  options: PayloadOptions & { readonly declared: DeclaredIntegrity },
): Plan {
  const payloadHash =
    options.payloadHash ?? request.headers['x-amz-content-sha256'] ?? unsignedPayload;
  switch (payloadHash) {
    case streamingPayload:
    case streamingPayloadTrailer:
    case streamingUnsignedTrailer:
      return planChunked(request, payloadHash, options);
    case streamingEcdsa:
    case streamingEcdsaTrailer:
      throw asymmetricSignature();
    default:
      if (!isPayloadHash(payloadHash)) {
        throw invalidArgument(payloadHashRule, 'x-amz-content-sha256', payloadHash);
      }
      return planPlain(request, payloadHash);
  }
}

interface Check {
  readonly plan: Plan;
  readonly declared: DeclaredIntegrity;
}

/** Compares what was computed with what was promised; throws on the first difference. */
function checkDigests({ plan, declared }: Check, digests: DigestTexts): void {
  const { SHA256: sha256 = '', MD5: md5 = '' } = digests;
  if (plan.sha256 !== undefined && sha256 !== recoded(plan.sha256, 'hex', 'base64')) {
    throw contentSha256Mismatch(plan.sha256, recoded(sha256, 'base64', 'hex'));
  }
  if (declared.md5 !== undefined && declared.md5 !== md5) {
    throw md5Mismatch(declared.md5, md5);
  }
  if (declared.checksum !== undefined) {
    const { algorithm } = declared.checksum;
    const promised = declared.checksum.value ?? trailerChecksum(algorithm, plan.trailers());
    if (digests[algorithm] !== promised) {
      throw checksumMismatch(algorithm);
    }
  }
}

function recoded(text: string, from: BufferEncoding, to: BufferEncoding): string {
  return Buffer.from(text, from).toString(to);
}

function neededDigests(
  { plan, declared }: Check,
  wanted: readonly ChecksumAlgorithm[],
): readonly ChecksumAlgorithm[] {
  const needed = new Set(wanted);
  if (plan.sha256 !== undefined) {
    needed.add('SHA256');
  }
  if (declared.md5 !== undefined) {
    needed.add('MD5');
  }
  if (declared.checksum !== undefined) {
    needed.add(declared.checksum.algorithm);
  }
  return [...needed];
}

/** A class, since an accessor in a literal costs each upload a microsecond. */
class Payload implements DecodedPayload {
  readonly declared: DeclaredIntegrity;
  readonly decodedLength: number;
  readonly #source: RequestBody;
  readonly #check: Check;
  readonly #needed: readonly ChecksumAlgorithm[];
  #stream: AsyncIterable<Uint8Array> | undefined;
  #summary: PayloadSummary | undefined;

  constructor(source: RequestBody, check: Check, needed: readonly ChecksumAlgorithm[]) {
    this.declared = check.declared;
    this.decodedLength = check.plan.length;
    this.#source = source;
    this.#check = check;
    this.#needed = needed;
  }

  get body(): AsyncIterable<Uint8Array> {
    this.#stream ??= this.#read();
    return this.#stream;
  }

  async *#read(): AsyncGenerator<Uint8Array> {
    const digests = createDigests(this.#needed);
    for await (const bytes of this.#check.plan.read(this.#source)) {
      digests.update(bytes);
      yield bytes;
    }
    this.#conclude(await digests.finish());
  }

  bytes(): Eventually<Uint8Array> {
    return whenReady(this.#check.plan.readWhole(this.#source), (whole) =>
      whenReady(digestsOf(this.#needed, whole), (digests) => {
        this.#conclude(digests);
        return whole;
      }),
    );
  }

  #conclude(digests: DigestTexts): void {
    checkDigests(this.#check, digests);
    this.#summary = { trailers: this.#check.plan.trailers(), digests };
  }

  summary(): PayloadSummary {
    if (this.#summary === undefined) {
      throw new Error('the summary of a payload is known only after its last byte');
    }
    return this.#summary;
  }
}

export function decodePayload(request: HttpRequest, options: PayloadOptions): DecodedPayload {
  const declared = declaredIntegrity(request);
  const plan = planOf(request, { ...options, declared });
  if (plan.length > options.decodedLengthMax) {
    throw entityTooLarge(plan.length, options.decodedLengthMax);
  }
  const check = { plan, declared };
  return new Payload(request.body, check, neededDigests(check, options.digests ?? []));
}
