/**
 * `DATA/credentials`: the shared-credentials format of the AWS CLI and SDKs, mode 0600.
 * Page: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './private-file.ts';

export interface Profile {
  readonly name: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Lines for the reader: console password, account. */
  readonly comments?: readonly string[];
}

export function credentialsPath(folder: string): string {
  return join(folder, 'credentials');
}

function profileText(profile: Profile, endpoint: string): string {
  return [
    `[${profile.name}]`,
    ...(profile.comments ?? []).map((comment) => `# ${comment}`),
    `aws_access_key_id = ${profile.accessKeyId}`,
    `aws_secret_access_key = ${profile.secretAccessKey}`,
    'region = us-east-1',
    `endpoint_url = ${endpoint}`,
    // Version 1 of the aws CLI and boto3 presign with Signature Version 2 unless told otherwise.
    's3 =',
    '  signature_version = s3v4',
    '',
  ].join('\n');
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** The file cut before each `[profile]`; what stands before the first is a part too. */
function sections(text: string): readonly string[] {
  return text.split(/^(?=\[)/m).filter((section) => section.trim() !== '');
}

function nameOf(section: string): string | undefined {
  return /^\[\s*(.*?)\s*\]/.exec(section)?.[1];
}

function valueOf(section: string, name: string): string | undefined {
  const line = section.split('\n').find((text) => text.split('=')[0]?.trim() === name);
  return line?.slice(line.indexOf('=') + 1).trim();
}

function writeSections(path: string, parts: readonly string[]): void {
  writePrivateFile(path, parts.map((part) => `${part.trimEnd()}\n`).join('\n'));
}

/** Puts profiles in, in the place of those of the same name; others stay as they are. */
export function putProfiles(path: string, endpoint: string, profiles: readonly Profile[]): void {
  const names = new Set(profiles.map(({ name }) => name));
  const others = sections(readText(path)).filter((section) => !names.has(nameOf(section) ?? ''));
  writeSections(path, [...others, ...profiles.map((profile) => profileText(profile, endpoint))]);
}

/** Profiles that pointed to where this server was before point to where it is now. */
export function moveEndpoint(path: string, endpoint: string): void {
  const parts = sections(readText(path));
  const root = parts.find((section) => nameOf(section) === 'root');
  const before = root === undefined ? undefined : valueOf(root, 'endpoint_url');
  if (before === undefined || before === endpoint) return;
  const moved = parts.map((section) =>
    valueOf(section, 'endpoint_url') === before
      ? section.replace(/^(\s*endpoint_url\s*=\s*).*$/m, (_, start: string) => start + endpoint)
      : section,
  );
  writeSections(path, moved);
}

/** The keys of one profile, or `undefined`. */
export function readProfile(path: string, name: string): Profile | undefined {
  const section = sections(readText(path)).find((part) => nameOf(part) === name) ?? '';
  const accessKeyId = valueOf(section, 'aws_access_key_id');
  const secretAccessKey = valueOf(section, 'aws_secret_access_key');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { name, accessKeyId, secretAccessKey };
}
