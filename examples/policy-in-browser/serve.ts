/**
 * Serves the page and, with the types stripped, the sources of the engine: a browser reads nothing
 * else. Run: `node examples/policy-in-browser/serve.ts [port]`.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { createServer } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import { join, resolve, sep } from 'node:path';

const page = import.meta.dirname;
const sources = resolve(page, '../../packages/policy/src');
const sourcesPath = '/packages/policy/src/';

const types: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  ts: 'text/javascript; charset=utf-8',
};

/** The file of a path, if it is one of the page's or of the engine's. */
function fileFor(path: string): string | undefined {
  if (path === '/') return join(page, 'index.html');
  if (path === '/page.js' || path === '/page.css') return join(page, path);
  if (!path.startsWith(sourcesPath)) return undefined;
  const file = resolve(sources, path.slice(sourcesPath.length));
  const isInside = existsSync(file) && realpathSync(file).startsWith(sources + sep);
  return isInside && file.endsWith('.ts') ? file : undefined;
}

const server = createServer((request, response) => {
  const file = fileFor(new URL(request.url ?? '/', 'http://localhost').pathname);
  if (file === undefined) {
    response.writeHead(404).end();
    return;
  }
  const extension = file.slice(file.lastIndexOf('.') + 1);
  const text = readFileSync(file, 'utf8');
  response.setHeader('content-type', types[extension] ?? 'text/plain');
  response.end(extension === 'ts' ? stripTypeScriptTypes(text) : text);
});

server.listen(Number(process.argv[2] ?? 8080), '127.0.0.1', () => {
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : undefined;
  console.log(`http://127.0.0.1:${port}`);
});
