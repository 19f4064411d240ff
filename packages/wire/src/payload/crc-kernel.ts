/**
 * CRC32C and CRC64NVME in WebAssembly, sixteen bytes a step by table lookup. The module is
 * assembled here, byte by byte, so that it can be read and needs neither tool chain nor binary.
 *
 * Both CRCs are reflected, so one 64-bit loop serves both: the tables carry the polynomial.
 * Table `k` holds the CRC of each byte followed by `k` zero bytes.
 */

const slices = 16;
const tableBytes = 256 * 8;
const tablesBytes = slices * tableBytes;
const pageBytes = 65_536;
/** The tables of two polynomials fill the first page. */
const inputOffset = pageBytes;
const inputBytes = pageBytes;

function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) {
      bytes.push(rest);
      return bytes;
    }
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** Signed LEB128 of a small non-negative constant. */
function constant(value: number): number[] {
  const bytes = unsigned(value);
  const last = bytes.at(-1) as number;
  // Bit six of the last byte is the sign: a further byte keeps the value positive.
  return last & 0x40 ? [...bytes.slice(0, -1), last | 0x80, 0] : bytes;
}

const op = {
  block: [0x02, 0x40],
  loop: [0x03, 0x40],
  end: [0x0b],
  i32Add: [0x6a],
  i32And: [0x71],
  i32GeU: [0x4f],
  i32Shl: [0x74],
  i32Sub: [0x6b],
  i32Eqz: [0x45],
  i64Xor: [0x85],
  i64ShrU: [0x88],
  i32WrapI64: [0xa7],
  get: (local: number) => [0x20, local],
  set: (local: number) => [0x21, local],
  branch: (depth: number) => [0x0c, depth],
  branchIf: (depth: number) => [0x0d, depth],
  i32Const: (value: number) => [0x41, ...constant(value)],
  i64Const: (value: number) => [0x42, ...constant(value)],
  i64Load: (offset: number) => [0x29, 0, ...unsigned(offset)],
  i64Load8U: [0x31, 0, 0],
} as const;

function code(...parts: readonly (readonly number[])[]): number[] {
  return parts.flat();
}

/** Locals: the three parameters, then where the input is read and the two words of a step. */
const local = { length: 0, crc: 1, tables: 2, pointer: 3, first: 4, second: 5 } as const;

function lookup(word: number, byteIndex: number, slice: number): number[] {
  const shift = byteIndex === 0 ? [] : code(op.i64Const(byteIndex * 8), op.i64ShrU);
  const index = code(op.get(word), shift, op.i32WrapI64, op.i32Const(255), op.i32And);
  const address = code(index, op.i32Const(3), op.i32Shl, op.get(local.tables), op.i32Add);
  return code(address, op.i64Load(slice * tableBytes));
}

function advance(bytes: number): number[] {
  return code(
    code(op.get(local.pointer), op.i32Const(bytes), op.i32Add, op.set(local.pointer)),
    code(op.get(local.length), op.i32Const(bytes), op.i32Sub, op.set(local.length)),
  );
}

/** `while (length >= 16)`: two words, sixteen lookups. */
function wideLoop(): number[] {
  const lookups: number[] = [];
  for (let index = 0; index < slices; index += 1) {
    const word = index < 8 ? local.first : local.second;
    lookups.push(...lookup(word, index % 8, slices - 1 - index));
    lookups.push(...(index === 0 ? [] : op.i64Xor));
  }
  const firstWord = code(op.get(local.pointer), op.i64Load(0), op.get(local.crc), op.i64Xor);
  const secondWord = code(op.get(local.pointer), op.i64Load(8));
  const load = code(firstWord, op.set(local.first), secondWord, op.set(local.second));
  const enough = code(op.get(local.length), op.i32Const(slices), op.i32GeU);
  const leave = code(enough, op.i32Eqz, op.branchIf(1));
  const step = code(load, lookups, op.set(local.crc), advance(slices));
  return code(op.block, op.loop, leave, step, op.branch(0), op.end, op.end);
}

/** `while (length > 0)`: crc = table[(crc ^ byte) & 255] ^ (crc >> 8). */
function byteLoop(): number[] {
  const leave = code(op.get(local.length), op.i32Eqz, op.branchIf(1));
  const mixed = code(op.get(local.pointer), op.i64Load8U, op.get(local.crc), op.i64Xor);
  const shifted = code(op.get(local.crc), op.i64Const(8), op.i64ShrU);
  const step = code(mixed, op.set(local.first), lookup(local.first, 0, 0), shifted, op.i64Xor);
  const loop = code(op.loop, leave, step, op.set(local.crc), advance(1), op.branch(0), op.end);
  return code(op.block, loop, op.end);
}

function section(id: number, content: readonly number[]): number[] {
  return code([id], unsigned(content.length), content);
}

function assemble(): Uint8Array<ArrayBuffer> {
  const i32 = 0x7f;
  const i64 = 0x7e;
  const locals = [2, 1, i32, 2, i64];
  const start = code(op.i32Const(inputOffset), op.set(local.pointer));
  const body = code(locals, start, wideLoop(), byteLoop(), op.get(local.crc), op.end);
  const name = (text: string): number[] => [text.length, ...Buffer.from(text, 'latin1')];
  const magicAndVersion = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
  return Uint8Array.from(
    code(
      magicAndVersion,
      section(1, [1, 0x60, 3, i32, i64, i32, 1, i64]),
      section(3, [1, 0]),
      section(5, [1, 0, 1 + inputBytes / pageBytes]),
      section(7, code([2], name('memory'), [2, 0], name('crc'), [0, 0])),
      section(10, code([1], unsigned(body.length), body)),
    ),
  );
}

/** The little of the WebAssembly interface used here: its types come with the browser library. */
interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
};

interface Kernel {
  readonly input: Uint8Array;
  readonly crc: (length: number, crc: bigint, tables: number) => bigint;
}

function fillTables(memory: WasmMemory, offset: number, polynomial: bigint): void {
  const tables = new BigUint64Array(memory.buffer, offset, slices * 256);
  for (let byte = 0; byte < 256; byte += 1) {
    let crc = BigInt(byte);
    for (let bit = 0; bit < 8; bit += 1) {
      crc = crc & 1n ? (crc >> 1n) ^ polynomial : crc >> 1n;
    }
    tables[byte] = crc;
  }
  for (let index = 256; index < slices * 256; index += 1) {
    const crc = tables[index - 256] as bigint;
    tables[index] = (tables[Number(crc & 0xffn)] as bigint) ^ (crc >> 8n);
  }
}

/** Reflected polynomials. */
export const crc32cPolynomial = 0x82f63b78n;
export const crc64NvmePolynomial = 0x9a6c9329ac4bc9b5n;

function createKernel(): Kernel {
  const instance = new WebAssembly.Instance(new WebAssembly.Module(assemble()));
  const memory = instance.exports['memory'] as WasmMemory;
  fillTables(memory, 0, crc32cPolynomial);
  fillTables(memory, tablesBytes, crc64NvmePolynomial);
  const crc = instance.exports['crc'] as Kernel['crc'];
  return { crc, input: new Uint8Array(memory.buffer, inputOffset, inputBytes) };
}

let kernel: Kernel | undefined;

function update(tables: number, bytes: Uint8Array, crc: bigint): bigint {
  kernel ??= createKernel();
  let state = crc;
  for (let start = 0; start < bytes.length; start += inputBytes) {
    const piece = bytes.subarray(start, start + inputBytes);
    kernel.input.set(piece);
    state = kernel.crc(piece.length, state, tables);
  }
  return state;
}

const mask32 = 0xffffffffn;
const mask64 = 0xffffffffffffffffn;

/** Continues a CRC32C; begin with 0. */
export function crc32c(bytes: Uint8Array, previous: number): number {
  const state = update(0, bytes, BigInt(previous >>> 0) ^ mask32);
  return Number((state & mask32) ^ mask32);
}

/** Continues a CRC64NVME; begin with 0n. */
export function crc64Nvme(bytes: Uint8Array, previous: bigint): bigint {
  return BigInt.asUintN(64, update(tablesBytes, bytes, previous ^ mask64)) ^ mask64;
}
