/**
 * The CRC of two byte strings in a row, from their CRCs and the length of the second.
 *
 * A CRC is a remainder of polynomials over GF(2): appending n bytes multiplies the first one by
 * x^(8n) modulo the generator. S3 does this to give a multipart upload the checksum of the whole
 * object (S3 UG "Checking object integrity", full object checksums). Values are held as two 32-bit
 * halves: with 10,000 parts of different lengths BigInt would take a second, this takes a few ms.
 */

/** A reflected polynomial remainder; `high` is 0 for 32-bit CRCs. */
interface Word {
  readonly high: number;
  readonly low: number;
}

interface Field {
  /** The generator, reflected, without its highest term. */
  readonly generator: Word;
  /** x^0: the highest bit of the width. */
  readonly one: Word;
  /** x^(8·2^k) for k = 0, 1, 2 … */
  readonly bytePowers: readonly Word[];
}

const topBit = 0x80000000;
/** Lengths stay below 2^53, the largest exact number. */
const lengthBits = 53;

function multiply(left: Word, right: Word, field: Pick<Field, 'generator' | 'one'>): Word {
  const { generator } = field;
  const wide = field.one.high !== 0;
  let { high: leftHigh, low: leftLow } = left;
  let { high: rightHigh, low: rightLow } = right;
  let high = 0;
  let low = 0;
  for (let bit = wide ? 64 : 32; bit > 0; bit -= 1) {
    if ((wide ? leftHigh : leftLow) & topBit) {
      high ^= rightHigh;
      low ^= rightLow;
    }
    leftHigh = (leftHigh << 1) | (leftLow >>> 31);
    leftLow <<= 1;
    const carry = rightLow & 1;
    rightLow = (rightLow >>> 1) | (rightHigh << 31);
    rightHigh >>>= 1;
    if (carry !== 0) {
      rightHigh ^= generator.high;
      rightLow ^= generator.low;
    }
  }
  return { high: high >>> 0, low: low >>> 0 };
}

function createField(generator: Word): Field {
  const wide = generator.high !== 0;
  const one = wide ? { high: topBit, low: 0 } : { high: 0, low: topBit };
  // x^8: the ninth bit from the top.
  const bytePower = wide ? { high: topBit >>> 8, low: 0 } : { high: 0, low: topBit >>> 8 };
  const bytePowers = [bytePower];
  for (let index = 1; index < lengthBits; index += 1) {
    const last = bytePowers[index - 1] as Word;
    bytePowers.push(multiply(last, last, { generator, one }));
  }
  return { generator, one, bytePowers };
}

const generators = {
  CRC32: { high: 0, low: 0xedb88320 },
  CRC32C: { high: 0, low: 0x82f63b78 },
  CRC64NVME: { high: 0x9a6c9329, low: 0xac4bc9b5 },
} as const;

export type CrcAlgorithm = keyof typeof generators;

const fields = new Map<CrcAlgorithm, Field>();

function fieldOf(algorithm: CrcAlgorithm): Field {
  const known = fields.get(algorithm);
  if (known !== undefined) {
    return known;
  }
  const field = createField(generators[algorithm]);
  fields.set(algorithm, field);
  return field;
}

/** x^(8·length) modulo the generator. */
function shiftOf(length: number, field: Field): Word {
  let shift = field.one;
  let rest = length;
  for (let index = 0; rest > 0; index += 1) {
    if (rest % 2 === 1) {
      shift = multiply(shift, field.bytePowers[index] as Word, field);
    }
    rest = Math.floor(rest / 2);
  }
  return shift;
}

function readWord(bytes: Buffer): Word {
  return bytes.length === 8
    ? { high: bytes.readUInt32BE(0), low: bytes.readUInt32BE(4) }
    : { high: 0, low: bytes.readUInt32BE(0) };
}

function writeWord({ high, low }: Word, length: number): Buffer {
  const bytes = Buffer.alloc(length);
  bytes.writeUInt32BE(low, length - 4);
  if (length === 8) {
    bytes.writeUInt32BE(high, 0);
  }
  return bytes;
}

export interface CrcPart {
  /** Big-endian, as S3 shows it in base64. */
  readonly crc: Buffer;
  /** Bytes of the part. */
  readonly length: number;
}

/** The CRC of all parts in a row. */
export function combineCrc(algorithm: CrcAlgorithm, parts: readonly CrcPart[]): Buffer {
  const field = fieldOf(algorithm);
  const width = algorithm === 'CRC64NVME' ? 8 : 4;
  let combined: Word = { high: 0, low: 0 };
  let shift = field.one;
  let shiftLength = 0;
  for (const { crc, length } of parts) {
    // Parts are mostly of one size, so that their shift is computed once.
    if (length !== shiftLength) {
      shift = shiftOf(length, field);
      shiftLength = length;
    }
    const shifted = multiply(combined, shift, field);
    const part = readWord(crc);
    combined = { high: (shifted.high ^ part.high) >>> 0, low: (shifted.low ^ part.low) >>> 0 };
  }
  return writeWord(combined, width);
}
