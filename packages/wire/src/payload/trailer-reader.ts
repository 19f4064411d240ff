/**
 * The lines after the last chunk: `name:value`, for signed bodies `x-amz-trailer-signature:…`, and
 * an empty line.
 * Page: S3 API "Signature Calculations … Including Trailing Headers".
 *
 * Clients end the lines differently (CR LF; LF; LF CR LF before the signature, as AWS's own page
 * shows it), so that an empty line closes the trailer only once all that must come has come.
 */
import type { SignatureChain } from './chunk-signatures.ts';
import { bodyTerminated, malformedTrailer } from './payload-errors.ts';

export interface TrailerReaderOptions {
  /** Lower-case names that x-amz-trailer announced. */
  readonly announced: readonly string[];
  /** Whether a trailer signature must close it (STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER). */
  readonly signed: boolean;
}

export interface TrailerReader {
  readonly push: (bytes: Uint8Array, chain: SignatureChain | undefined) => void;
  /** Throws when the body ended before the trailer did. */
  readonly end: () => void;
  readonly values: () => Readonly<Record<string, string>>;
}

const trailerBytesMax = 4096;
const trailersMax = 8;
const signatureName = 'x-amz-trailer-signature';

interface Reading {
  readonly options: TrailerReaderOptions;
  readonly values: Record<string, string>;
  canonical: string;
  line: string;
  received: number;
  signatureSeen: boolean;
  closed: boolean;
}

function isComplete({ options, values, signatureSeen }: Reading): boolean {
  return (
    (!options.signed || signatureSeen) &&
    options.announced.every((name) => Object.hasOwn(values, name))
  );
}

/** Controls would vanish in the trimming of the value, and so escape checksum and signature. */
function hasControls(line: string): boolean {
  for (let index = 0; index < line.length; index += 1) {
    const code = line.charCodeAt(index);
    if ((code < 0x20 && code !== 0x09) || code >= 0x7f) {
      return true;
    }
  }
  return false;
}

function readLine(reading: Reading, text: string, chain: SignatureChain | undefined): void {
  const line = text.endsWith('\r') ? text.slice(0, -1) : text;
  if (line === '') {
    reading.closed = isComplete(reading);
    // The empty line that AWS's page shows before the signature; without one to come, a fault.
    if (!reading.closed && !(reading.options.signed && !reading.signatureSeen)) {
      throw malformedTrailer();
    }
    return;
  }
  const colon = line.indexOf(':');
  const name = line.slice(0, Math.max(colon, 0)).trim().toLowerCase();
  const value = line.slice(colon + 1).trim();
  if (name === '' || reading.closed || reading.signatureSeen || hasControls(line)) {
    throw malformedTrailer();
  }
  if (name === signatureName) {
    if (chain === undefined || !reading.options.signed) {
      throw malformedTrailer();
    }
    chain.verifyTrailer(value, reading.canonical);
    reading.signatureSeen = true;
    return;
  }
  if (!reading.options.announced.includes(name) || Object.hasOwn(reading.values, name)) {
    throw malformedTrailer();
  }
  reading.values[name] = value;
  reading.canonical += `${name}:${value}\n`;
}

function push(reading: Reading, bytes: Uint8Array, chain: SignatureChain | undefined): void {
  reading.received += bytes.length;
  if (reading.received > trailerBytesMax) {
    throw malformedTrailer();
  }
  const lines = (reading.line + Buffer.from(bytes).toString('latin1')).split('\n');
  reading.line = lines.pop() as string;
  for (const line of lines) {
    readLine(reading, line, chain);
  }
}

export function createTrailerReader(options: TrailerReaderOptions): TrailerReader {
  const reading: Reading = {
    options: { ...options, announced: options.announced.slice(0, trailersMax) },
    values: {},
    canonical: '',
    line: '',
    received: 0,
    signatureSeen: false,
    closed: false,
  };
  return {
    push: (bytes, chain) => push(reading, bytes, chain),
    end() {
      if (reading.line !== '') {
        throw malformedTrailer();
      }
      if (!reading.closed) {
        throw bodyTerminated();
      }
    },
    values: () => reading.values,
  };
}
