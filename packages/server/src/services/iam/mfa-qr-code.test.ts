import { inflateSync } from 'node:zlib';
import { decodeQR } from 'qr/decode.js';
import { expect, test } from 'vitest';
import { mfaQrCode } from './mfa-qr-code.ts';

/** Reads what the code writes: one bit a pixel, no filters. */
function pixelsOf(png: Buffer): { width: number; height: number; data: Uint8Array } {
  const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
  const start = png.indexOf('IDAT') + 4;
  const lines = inflateSync(png.subarray(start, start + png.readUInt32BE(start - 8)));
  const lineBytes = 1 + Math.ceil(width / 8);
  const data = new Uint8Array(width * height * 4).fill(255);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const byte = lines[y * lineBytes + 1 + (x >> 3)] ?? 0;
      const shade = (byte >> (7 - (x & 7))) & 1 ? 255 : 0;
      data.fill(shade, (y * width + x) * 4, (y * width + x) * 4 + 3);
    }
  }
  return { width, height, data };
}

test('a reader finds the seed in the picture', () => {
  const base32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.repeat(2);
  const png = mfaQrCode({ name: 'my=phone+1', account: '111122223333', base32 });
  expect(decodeQR(pixelsOf(png))).toBe(
    `otpauth://totp/Hallpass:my%3Dphone%2B1%40111122223333?secret=${base32}&issuer=Hallpass`,
  );
});
