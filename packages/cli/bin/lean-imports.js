/**
 * Half of the start and a third of the memory: how imports are found when `hallpass` runs. Nothing
 * depends on it, and without it everything works the same (docs/decisions/0006-lean-imports.md).
 *
 * 1. A relative import of a `.ts` file is that file: no need to look for it, nor for the package.json
 *    above it, 500 times.
 * 2. The server reads the SDK's schemas and enums and nothing else of it. The SDK has them as files of
 *    their own, beside the client with its HTTP, credentials, endpoints and signing.
 */
import { existsSync } from 'node:fs';
import { createRequire, registerHooks } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

const serverSources = new URL('../../server/src/', import.meta.url).href;
const clientPattern = /^@aws-sdk\/client-[a-z0-9-]+$/;
/** Stands in the place of a client's index; it is no file. */
const leanName = 'schemas-and-enums.js';
const leanSource = `export * from './schemas/schemas_0.js'; export * from './models/enums.js';`;

/** Folders of clients, with a slash at the end; the empty text where it has not what we need. */
const leanFolders = new Map();

function leanFolder(specifier, parentURL) {
  const known = leanFolders.get(specifier);
  if (known !== undefined) return known;
  const packageFile = createRequire(parentURL).resolve(`${specifier}/package.json`);
  const folder = `${pathToFileURL(dirname(packageFile)).href}/dist-es/`;
  const files = ['schemas/schemas_0.js', 'models/enums.js'].map((name) => new URL(name, folder));
  const usable = files.every((file) => existsSync(file)) ? folder : '';
  leanFolders.set(specifier, usable);
  return usable;
}

function isLean(url) {
  return [...leanFolders.values()].some((folder) => folder !== '' && url.startsWith(folder));
}

function resolve(specifier, context, next) {
  const { parentURL } = context;
  if (parentURL === undefined) return next(specifier, context);
  if (specifier.startsWith('.')) {
    if (specifier.endsWith('.ts')) {
      const url = new URL(specifier, parentURL).href;
      return { url, format: 'module-typescript', shortCircuit: true };
    }
    if (isLean(parentURL)) {
      const name = specifier.endsWith('.js') ? specifier : `${specifier}.js`;
      return { url: new URL(name, parentURL).href, format: 'module', shortCircuit: true };
    }
  } else if (clientPattern.test(specifier) && parentURL.startsWith(serverSources)) {
    const folder = leanFolder(specifier, parentURL);
    if (folder !== '') return { url: folder + leanName, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

function load(url, context, next) {
  if (!url.endsWith(`/${leanName}`) || !isLean(url)) return next(url, context);
  return { format: 'module', source: leanSource, shortCircuit: true };
}

export function useLeanImports() {
  registerHooks({ resolve, load });
}
