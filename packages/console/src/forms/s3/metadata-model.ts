/**
 * The metadata of an object as a list of names and values: what HTTP knows, and what users add as
 * `x-amz-meta-…`. Page: S3 UG "Editing object metadata in the Amazon S3 console".
 */
import type { CopyObjectCommandInput, HeadObjectCommandOutput } from '@aws-sdk/client-s3';

export interface MetadataEntry {
  readonly name: string;
  readonly value: string;
}

export const userPrefix = 'x-amz-meta-';

const systemMembers = {
  'Content-Type': 'ContentType',
  'Cache-Control': 'CacheControl',
  'Content-Disposition': 'ContentDisposition',
  'Content-Encoding': 'ContentEncoding',
  'Content-Language': 'ContentLanguage',
  'x-amz-website-redirect-location': 'WebsiteRedirectLocation',
} as const;

export const systemNames: readonly string[] = Object.keys(systemMembers);

type SystemName = keyof typeof systemMembers;

/** S3's limit, in bytes of names and values together. */
const userBytesMax = 2048;

export function metadataOf(head: HeadObjectCommandOutput): readonly MetadataEntry[] {
  const system = (Object.keys(systemMembers) as SystemName[]).flatMap((name) => {
    const value = head[systemMembers[name]];
    return value === undefined || value === '' ? [] : [{ name, value }];
  });
  const user = Object.entries(head.Metadata ?? {});
  return [...system, ...user.map(([name, value]) => ({ name: userPrefix + name, value }))];
}

/** Why it cannot be saved; `undefined` when it can. */
export function metadataFault(entries: readonly MetadataEntry[]): string | undefined {
  const names = entries.map(({ name }) => name.toLowerCase());
  const system = systemNames.map((name) => name.toLowerCase());
  for (const [index, name] of names.entries()) {
    const isUser = name.startsWith(userPrefix) && name.length > userPrefix.length;
    if (!isUser && !system.includes(name)) {
      return `Names are ${systemNames.join(', ')}, or begin with ${userPrefix}.`;
    }
    if (!/^[!#$%&'*+.^_`|~0-9a-z-]+$/.test(name)) return `${name} is no name of a header.`;
    if (names.indexOf(name) !== index) return `${name} is there twice.`;
  }
  const user = entries.filter(({ name }) => name.toLowerCase().startsWith(userPrefix));
  const bytes = user.map(({ name, value }) => name.slice(userPrefix.length) + value).join('');
  if (new TextEncoder().encode(bytes).length > userBytesMax) {
    return `User-defined metadata has at most ${userBytesMax} bytes.`;
  }
  // Values travel as headers of the request, which browsers send in Latin letters only.
  const odd = entries.find(({ value }) => /[^\t\u0020-\u007e\u00a0-\u00ff]/.test(value));
  return odd === undefined
    ? undefined
    : `The value of ${odd.name} has characters no header can hold.`;
}

/** For CopyObject, which replaces all of it. */
export function metadataInput(
  entries: readonly MetadataEntry[],
): Partial<CopyObjectCommandInput> & { Metadata: Record<string, string> } {
  const input: Record<string, string> = {};
  const Metadata: Record<string, string> = {};
  for (const { name, value } of entries) {
    const lower = name.toLowerCase();
    const known = (Object.keys(systemMembers) as SystemName[]).find(
      (one) => one.toLowerCase() === lower,
    );
    if (known === undefined) Metadata[lower.slice(userPrefix.length)] = value;
    else input[systemMembers[known]] = value;
  }
  return { ...input, Metadata };
}
