/**
 * Makes docs/operations.md from the server's registry: what is built, and what answers
 * NotImplemented. `--check` only compares.
 */
import { loadServices } from '../packages/server/src/services/registry.ts';
import type { LoadedService } from '../packages/server/src/services/registry.ts';
import { writeGenerated } from './generated-file.ts';

const titles: Readonly<Record<string, string>> = {
  iam: 'IAM',
  sts: 'STS',
  organizations: 'Organizations',
  s3: 'S3',
  'access-analyzer': 'IAM Access Analyzer',
  cloudtrail: 'CloudTrail',
};

/** The SDK's operation schema is an array whose third member is the API name. */
function operationName(schema: unknown): string {
  return (schema as readonly string[])[2] ?? '';
}

const modes = { read: 'reads', write: 'writes', own: 'streams' } as const;

function permission(access: unknown): string {
  if (typeof access === 'function') return 'policies';
  return `none: ${(access as { public: string }).public}`;
}

function section({ model, operations }: LoadedService): string {
  const all = model.operationSchemas.map(operationName).toSorted();
  const missing = all.filter((name) => !(name in operations));
  const rows = Object.entries(operations)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { mode, access }]) => `| ${name} | ${modes[mode]} | ${permission(access)} |`);
  return [
    `## ${titles[model.name] ?? model.name}: ${rows.length} of ${all.length}\n`,
    `\`${model.protocol}\`, version ${model.apiVersion}.\n`,
    ...(rows.length > 0 ? ['| operation | kind | decided by |', '|---|---|---|', ...rows, ''] : []),
    ...(missing.length > 0 ? [`Not built: ${missing.join(', ')}.\n`] : []),
  ].join('\n');
}

writeGenerated(
  'docs/operations.md',
  [
    '# Operations\n',
    'Made by `npm run docs` from the registry. An operation that is not built answers `NotImplemented`',
    '(501), and only to an authenticated caller; nothing pretends to succeed.\n',
    ...(await loadServices()).map(section),
  ].join('\n'),
);
