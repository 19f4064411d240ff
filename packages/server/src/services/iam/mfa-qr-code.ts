/**
 * The QR code that an authenticator app scans, as a PNG. Pages: IAM API Reference
 * "VirtualMFADevice" (QRCodePNG, the otpauth text); W3C "PNG Specification" (chunks, bit depth 1,
 * greyscale).
 */
import { crc32, deflateSync } from 'node:zlib';
import { encodeQR } from 'qr';

const pixelsPerModule = 4;
/** Light modules around the code, which readers need. */
const quietModules = 4;

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

function header(side: number): Buffer {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(side, 0);
  data.writeUInt32BE(side, 4);
  // Bit depth 1, greyscale, and the only methods that there are.
  data.set([1, 0, 0, 0, 0], 8);
  return data;
}

/** One line of pixels: a filter byte (none), then eight pixels a byte, 1 for light. */
function line(row: readonly boolean[], side: number): Buffer {
  const bytes = Buffer.alloc(1 + Math.ceil(side / 8), 0xff);
  bytes[0] = 0;
  for (let x = 0; x < side; x += 1) {
    const isDark = row[Math.floor(x / pixelsPerModule)] === true;
    const at = 1 + (x >> 3);
    if (isDark) bytes[at] = (bytes[at] ?? 0) & ~(0x80 >> (x & 7));
  }
  return bytes;
}

function png(modules: readonly (readonly boolean[])[]): Buffer {
  const side = modules.length * pixelsPerModule;
  const lines: Buffer[] = [];
  for (let y = 0; y < side; y += 1) {
    const row = modules[Math.floor(y / pixelsPerModule)] ?? [];
    lines.push(line(row, side));
  }
  return Buffer.concat([
    signature,
    chunk('IHDR', header(side)),
    chunk('IDAT', deflateSync(Buffer.concat(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** `account`: the account's alias or else its id. */
export function mfaQrCode(device: {
  readonly name: string;
  readonly account: string;
  readonly base32: string;
}): Buffer {
  const label = encodeURIComponent(`${device.name}@${device.account}`);
  const issuer = encodeURIComponent('Hallpass');
  const text = `otpauth://totp/${issuer}:${label}?secret=${device.base32}&issuer=${issuer}`;
  return png(encodeQR(text, 'raw', { border: quietModules }));
}
