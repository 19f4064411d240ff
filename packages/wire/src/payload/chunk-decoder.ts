/**
 * The aws-chunked framing: `SIZE[;chunk-signature=…]\r\n`, the data, `\r\n`, and so on to a chunk
 * of size 0, then trailer lines and an empty line. Pages: S3 API "Signature Calculations …
 * Transferring Payload in Multiple Chunks", its part on trailing headers, and
 * "STREAMING-UNSIGNED-PAYLOAD-TRAILER".
 *
 * Data are passed on as slices of the input, nothing is copied. The bytes of a chunk may leave
 * before its signature is checked, but a wrong one throws before the end is ever reported.
 * DEVIATION: S3 refuses chunks below 8 KiB other than the last; they are taken here.
 */
import type { Hash } from 'node:crypto';
import { createHash, hash } from 'node:crypto';
import type { SignatureChain } from './chunk-signatures.ts';
import { bodyTerminated, incompleteBody } from './payload-errors.ts';
import type { TrailerReader } from './trailer-reader.ts';

export interface ChunkDecoderOptions {
  /** x-amz-decoded-content-length, which bounds every chunk too. */
  readonly decodedLength: number;
  /** Present when chunks are signed. */
  readonly chain?: SignatureChain;
  readonly trailer: TrailerReader;
}

export interface ChunkDecoder {
  /** Takes the next bytes of the body and gives the data in them. */
  readonly push: (bytes: Uint8Array) => readonly Uint8Array[];
  /** Call at the end of the body; throws when it ended too early. */
  readonly end: () => void;
}

const carriageReturn = 13;
const lineFeed = 10;
/** Sixteen digits of size, `;chunk-signature=`, 64 digits of signature, CR LF. */
const headerBytesMax = 16 + 17 + 64 + 2;
const sizeDigitsMax = 16;
const extensionPrefix = ';chunk-signature=';

interface ChunkHeader {
  readonly size: number;
  readonly signature: string | undefined;
}

/** Number of leading hex digits. */
function hexDigits(text: string): number {
  let count = 0;
  while (count < text.length) {
    const code = text.charCodeAt(count);
    const letter = code | 0x20;
    if (!(code >= 0x30 && code <= 0x39) && !(letter >= 0x61 && letter <= 0x66)) {
      break;
    }
    count += 1;
  }
  return count;
}

function parseHeader(line: string): ChunkHeader {
  const digits = hexDigits(line);
  const extension = line.slice(digits);
  const signed = extension.startsWith(extensionPrefix);
  if (digits === 0 || digits > sizeDigitsMax || (extension !== '' && !signed)) {
    throw bodyTerminated();
  }
  const size = Number.parseInt(line.slice(0, digits), 16);
  return { size, signature: signed ? extension.slice(extensionPrefix.length) : undefined };
}

type State = 'header' | 'data' | 'dataEnd' | 'trailer';

/** The state of one body. Plain fields and functions over it, as the steps share all of them. */
interface Decoding {
  readonly options: ChunkDecoderOptions;
  readonly scratch: Buffer;
  scratchLength: number;
  state: State;
  /** Data bytes of all chunks announced so far. */
  announced: number;
  /** Data bytes of the current chunk still to come. */
  remaining: number;
  signature: string | undefined;
  /** Only when a signed chunk spans several inputs. */
  hasher: Hash | undefined;
}

/** Ends the chunk: its signature is checked against the hash of its data. */
function closeChunk(decoding: Decoding, sha256: string): void {
  const { chain } = decoding.options;
  if (chain !== undefined) {
    chain.verifyChunk(decoding.signature ?? '', sha256);
  }
}

const emptyHash = hash('sha256', '', 'hex');

function openChunk(decoding: Decoding, header: ChunkHeader): void {
  const { decodedLength, chain } = decoding.options;
  if (chain !== undefined && header.signature === undefined) {
    throw bodyTerminated();
  }
  decoding.signature = header.signature;
  decoding.remaining = header.size;
  decoding.announced += header.size;
  if (decoding.announced > decodedLength) {
    throw incompleteBody(decodedLength, decoding.announced);
  }
  if (header.size > 0) {
    decoding.state = 'data';
    return;
  }
  if (decoding.announced !== decodedLength) {
    throw incompleteBody(decodedLength, decoding.announced);
  }
  closeChunk(decoding, emptyHash);
  decoding.state = 'trailer';
}

/** Reads up to the line feed of the header; gives the position after what was taken. */
function readHeader(decoding: Decoding, bytes: Uint8Array, start: number): number {
  const lineEnd = bytes.indexOf(lineFeed, start);
  const end = lineEnd < 0 ? bytes.length : lineEnd + 1;
  const length = decoding.scratchLength + end - start;
  if (length > headerBytesMax) {
    throw bodyTerminated();
  }
  decoding.scratch.set(bytes.subarray(start, end), decoding.scratchLength);
  decoding.scratchLength = length;
  if (lineEnd >= 0) {
    if (decoding.scratch[length - 2] !== carriageReturn || length < 3) {
      throw bodyTerminated();
    }
    decoding.scratchLength = 0;
    openChunk(decoding, parseHeader(decoding.scratch.toString('latin1', 0, length - 2)));
  }
  return end;
}

function takeData(decoding: Decoding, bytes: Uint8Array, start: number): Uint8Array {
  const data = bytes.subarray(start, start + decoding.remaining);
  decoding.remaining -= data.length;
  const whole = decoding.remaining === 0;
  if (decoding.options.chain === undefined) {
    decoding.state = whole ? 'dataEnd' : 'data';
    return data;
  }
  if (whole && decoding.hasher === undefined) {
    // One-shot hashing costs half of a hash object where the chunk lies in one piece.
    closeChunk(decoding, hash('sha256', data, 'hex'));
  } else {
    decoding.hasher ??= createHash('sha256');
    decoding.hasher.update(data);
    if (whole) {
      const sha256 = decoding.hasher.digest('hex');
      decoding.hasher = undefined;
      closeChunk(decoding, sha256);
    }
  }
  decoding.state = whole ? 'dataEnd' : 'data';
  return data;
}

/** Exactly CR LF follows the data. `scratchLength` counts how much of it has come. */
function readDataEnd(decoding: Decoding, bytes: Uint8Array, start: number): number {
  const expected = decoding.scratchLength === 0 ? carriageReturn : lineFeed;
  if (bytes[start] !== expected) {
    throw bodyTerminated();
  }
  decoding.scratchLength += 1;
  if (decoding.scratchLength === 2) {
    decoding.scratchLength = 0;
    decoding.state = 'header';
  }
  return start + 1;
}

function readTrailer(decoding: Decoding, bytes: Uint8Array, start: number): number {
  const { trailer, chain } = decoding.options;
  trailer.push(bytes.subarray(start), chain);
  return bytes.length;
}

function push(decoding: Decoding, bytes: Uint8Array): readonly Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let position = 0;
  while (position < bytes.length) {
    switch (decoding.state) {
      case 'header':
        position = readHeader(decoding, bytes, position);
        break;
      case 'data': {
        const data = takeData(decoding, bytes, position);
        pieces.push(data);
        position += data.length;
        break;
      }
      case 'dataEnd':
        position = readDataEnd(decoding, bytes, position);
        break;
      default:
        position = readTrailer(decoding, bytes, position);
    }
  }
  return pieces;
}

export function createChunkDecoder(options: ChunkDecoderOptions): ChunkDecoder {
  const decoding: Decoding = {
    options,
    scratch: Buffer.alloc(headerBytesMax),
    scratchLength: 0,
    state: 'header',
    announced: 0,
    remaining: 0,
    signature: undefined,
    hasher: undefined,
  };
  return {
    push: (bytes) => push(decoding, bytes),
    end() {
      if (decoding.state !== 'trailer') {
        throw bodyTerminated();
      }
      options.trailer.end();
    },
  };
}
