/**
 * `DATA/credentials`: the shared-credentials format of the AWS CLI and SDKs, mode 0600.
 * Page: AWS SDKs and Tools Reference Guide, "Shared config and credentials files".
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Adds profiles; others in the file stay as they are. Written whole and renamed into place. */
export function addProfiles(folder: string, endpoint: string, profiles: readonly Profile[]): void {
  const path = credentialsPath(folder);
  const texts = profiles.map((profile) => profileText(profile, endpoint));
  const before = readText(path);
  const text = [...(before === '' ? [] : [before.trimEnd() + '\n']), ...texts].join('\n');
  const temporary = `${path}.new`;
  writeFileSync(temporary, text, { mode: 0o600, flush: true });
  renameSync(temporary, path);
}

/** The keys of one profile, or `undefined`. */
export function readProfile(folder: string, name: string): Profile | undefined {
  const lines = readText(credentialsPath(folder)).split('\n');
  const start = lines.indexOf(`[${name}]`);
  if (start < 0) return undefined;
  const values = new Map<string, string>();
  for (const line of lines.slice(start + 1)) {
    if (line.startsWith('[')) break;
    const at = line.indexOf('=');
    if (at > 0 && !line.startsWith('#'))
      values.set(line.slice(0, at).trim(), line.slice(at + 1).trim());
  }
  const accessKeyId = values.get('aws_access_key_id');
  const secretAccessKey = values.get('aws_secret_access_key');
  if (accessKeyId === undefined || secretAccessKey === undefined) return undefined;
  return { name, accessKeyId, secretAccessKey };
}
