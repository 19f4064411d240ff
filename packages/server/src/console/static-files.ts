/**
 * The console's built pages. Files are listed once and read when first asked for, so the server's
 * start costs nothing; paths are looked up in that list and never joined, so none leads out of the
 * folder. Names under `assets/` carry a hash of their content and are kept by browsers for good.
 */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { HttpRequest, HttpResponse } from '@hallpass/wire';
import { newNonce, pageHeaders, plainHeaders } from './security-headers.ts';

export const consolePrefix = '/_console/';

const contentTypes: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json',
  map: 'application/json',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  webmanifest: 'application/manifest+json',
  woff2: 'font/woff2',
};

/** Written beside each file by the build, best first. */
const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

/** In the page, where the nonce of the answer goes. */
const noncePlaceholder = '__NONCE__';

export interface StaticFiles {
  /** `undefined`: no such file. */
  file(request: HttpRequest): HttpResponse | undefined;
  /** The page that every address of the console begins with. `undefined`: it was not built. */
  page(): HttpResponse | undefined;
}

function listFiles(folder: string): ReadonlySet<string> {
  try {
    const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return new Set(
      files.map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(folder.length + 1)
          .replaceAll(sep, '/'),
      ),
    );
  } catch {
    return new Set();
  }
}

function accepts(request: HttpRequest, encoding: string): boolean {
  const accepted = (request.headers['accept-encoding'] ?? '').split(',');
  return accepted.some((item) => {
    const [name = '', quality = 'q=1'] = item.split(';').map((part) => part.trim().toLowerCase());
    return name === encoding && !/^q=0(\.0*)?$/.test(quality);
  });
}

/** When the page was built; `undefined` while it was not. */
function builtAtMs(folder: string): number | undefined {
  return statSync(join(folder, 'index.html'), { throwIfNoEntry: false })?.mtimeMs;
}

export function createStaticFiles(folder: string): StaticFiles {
  let names: ReadonlySet<string> = new Set();
  let shownMs: number | undefined;
  const contents = new Map<string, Buffer>();
  /** Looks again when the page was built since: a running server shows a new build. */
  const renew = (): boolean => {
    const atMs = builtAtMs(folder);
    if (atMs !== shownMs || atMs === undefined) {
      names = listFiles(folder);
      contents.clear();
      shownMs = atMs;
    }
    return atMs !== undefined;
  };
  const known = (name: string): boolean => names.has(name) || (renew() && names.has(name));
  const read = (name: string): Buffer => {
    const content = contents.get(name) ?? readFileSync(join(folder, name));
    contents.set(name, content);
    return content;
  };
  return {
    file(request) {
      const name = request.path.slice(consolePrefix.length);
      if (name === 'index.html' || !known(name)) return undefined;
      const encoding = encodings.find(
        ([token, suffix]) => accepts(request, token) && known(name + suffix),
      );
      const headers = {
        ...plainHeaders,
        'Content-Type': contentTypes[name.slice(name.lastIndexOf('.') + 1)] ?? 'text/plain',
        'Cache-Control': name.startsWith('assets/')
          ? 'public, max-age=31536000, immutable'
          : 'no-cache',
        Vary: 'Accept-Encoding',
        ...(encoding === undefined ? {} : { 'Content-Encoding': encoding[0] }),
      };
      const body = read(name + (encoding?.[1] ?? ''));
      return { status: 200, headers: { ...headers, 'Content-Length': String(body.length) }, body };
    },
    page() {
      if (!renew() || !known('index.html')) return undefined;
      const nonce = newNonce();
      const body = read('index.html').toString().replaceAll(noncePlaceholder, nonce);
      const headers = {
        ...pageHeaders(nonce),
        'Content-Type': 'text/html; charset=utf-8',
        'Cache-Control': 'no-store',
      };
      return { status: 200, headers, body };
    },
  };
}
