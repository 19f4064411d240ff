/**
 * Builds the console into `dist/`, which is not kept in git. Every file is also written compressed,
 * so that the server never compresses anything.
 */
import { createHash } from 'node:crypto';
import {
  createReadStream,
  createWriteStream,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import type { Plugin, UserConfig } from 'vite';
import { defineConfig } from 'vite';
import { catalogueAssets } from './catalogue-assets.ts';

const folder = join(import.meta.dirname, 'dist');
/** Built here and then moved: a build that fails leaves the last good one in its place. */
const workFolder = `${folder}.${process.pid}`;

const compressedFromBytes = 1024;
const compressedAtOnce = 16;

function compressors() {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9 };
  return [
    ['.br', createBrotliCompress({ params })],
    ['.gz', createGzip({ level: 9 })],
  ] as const;
}

async function compress(file: string): Promise<void> {
  if (!/\.(css|js|json|svg)$/.test(file) || statSync(file).size < compressedFromBytes) return;
  for (const [suffix, stream] of compressors()) {
    await pipeline(createReadStream(file), stream, createWriteStream(file + suffix));
  }
}

const intoPlace: Plugin = {
  name: 'into-place',
  apply: 'build',
  async writeBundle() {
    const entries = readdirSync(workFolder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).values();
    // A few at a time: there are more files than a process may have open.
    const worker = async (): Promise<void> => {
      for (const entry of files) await compress(join(entry.parentPath, entry.name));
    };
    await Promise.all(Array.from({ length: compressedAtOnce }, worker));
    rmSync(folder, { recursive: true, force: true });
    renameSync(workFolder, folder);
  },
  closeBundle() {
    rmSync(workFolder, { recursive: true, force: true });
  },
};

const fontFolder = join(import.meta.dirname, '../../node_modules/.hallpass-fonts');

/**
 * Cloudscape's styles carry their fonts as data URLs, of all scripts and styles. As files, a
 * browser loads only those it needs, and the policy of the page can forbid data URLs.
 */
const fontsAsFiles: Plugin = {
  name: 'fonts-as-files',
  enforce: 'pre',
  transform(code, id) {
    if (!id.includes('global-styles/index.css')) return undefined;
    mkdirSync(fontFolder, { recursive: true });
    return code.replaceAll(/url\(["']?data:font\/woff2;base64,([^"')]+)["']?\)/g, (_, data) => {
      const font = Buffer.from(data as string, 'base64');
      const hash = createHash('sha256').update(font).digest('hex').slice(0, 12);
      const file = join(fontFolder, `open-sans-${hash}.woff2`);
      writeFileSync(file, font);
      return `url("${file}")`;
    });
  },
};

/** A server to develop against: `node packages/cli/bin/hallpass.js serve`. */
const server = process.env['HALLPASS_URL'] ?? 'http://127.0.0.1:4566';

const config: UserConfig = defineConfig({
  root: import.meta.dirname,
  base: '/_console/',
  plugins: [react(), fontsAsFiles, catalogueAssets(), intoPlace],
  html: { cspNonce: '__NONCE__' },
  build: {
    outDir: workFolder,
    emptyOutDir: true,
    target: 'es2023',
    // These know light-dark(), which would else become variables that only a stylesheet sets.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Small pictures stay files: the policy of the page allows no script or style from data URLs.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
  },
  server: { proxy: { '^/(?!_console/)': server, '^/_console/(api|federation)': server } },
});

export default config;
