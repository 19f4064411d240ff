/**
 * Tag sets of buckets and objects, from XML and from the `x-amz-tagging` header.
 * Pages: S3 UG "Categorizing your objects using tags", "Using cost allocation S3 bucket tags".
 */
import { parseForm } from '@hallpass/wire';
import type { Tags } from '../../data/tags.ts';
import { failS3, invalidArgument, malformedXml } from './errors.ts';

export const objectTagsMax = 10;
export const bucketTagsMax = 50;
const keyCharactersMax = 128;
const valueCharactersMax = 256;
/** Letters, digits and blanks of any script, and `+ - = . _ : / @`. */
const allowed = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;
const reserved = 'aws:';

export interface WireTag {
  readonly Key: string | undefined;
  readonly Value: string | undefined;
}

interface TagLimits {
  readonly countMax: number;
  readonly kind: 'object' | 'bucket';
}

const limits: Readonly<Record<TagLimits['kind'], TagLimits>> = {
  object: { countMax: objectTagsMax, kind: 'object' },
  bucket: { countMax: bucketTagsMax, kind: 'bucket' },
};

function checkTag(key: string, value: string, { kind }: TagLimits): void {
  if (key === '' || key.length > keyCharactersMax || !allowed.test(key)) {
    throw failS3('InvalidTag', 'The TagKey you have provided is invalid', { TagKey: key });
  }
  if (key.toLowerCase().startsWith(reserved)) {
    const text =
      kind === 'bucket'
        ? 'System tags cannot be added/updated by requester'
        : 'Your TagKey cannot be prefixed with aws:';
    throw failS3('InvalidTag', text, { TagKey: key });
  }
  if (value.length > valueCharactersMax || !allowed.test(value)) {
    throw failS3('InvalidTag', 'The TagValue you have provided is invalid', {
      TagKey: key,
      TagValue: value,
    });
  }
}

function tooMany({ kind, countMax }: TagLimits): Error {
  const what = kind === 'object' ? 'Object tags' : 'Bucket tag count';
  return failS3('BadRequest', `${what} cannot be greater than ${countMax}`);
}

/** A `<Tagging>` document as records. Keys of S3 tags are unique with their case. */
export function readTagSet(tagSet: readonly WireTag[] | undefined, kind: TagLimits['kind']): Tags {
  const limit = limits[kind];
  const tags = (tagSet ?? []).map(({ Key, Value }) => {
    if (Key === undefined || Value === undefined) throw malformedXml();
    return { key: Key, value: Value };
  });
  if (tags.length > limit.countMax) throw tooMany(limit);
  const seen = new Set<string>();
  for (const { key, value } of tags) {
    checkTag(key, value, limit);
    if (seen.has(key)) {
      throw failS3('InvalidTag', 'Cannot provide multiple Tags with the same key', {
        TagKey: key,
      });
    }
    seen.add(key);
  }
  return tags;
}

const headerText =
  "The header 'x-amz-tagging' shall be encoded as UTF-8 then URLEncoded URL query parameters without tag name duplicates.";

/** The tags of `x-amz-tagging`; undefined when the header was not sent. */
export function readTaggingHeader(header: string | undefined): Tags | undefined {
  if (header === undefined) return undefined;
  const refused = (): Error =>
    invalidArgument(headerText, { name: 'x-amz-tagging', value: header });
  const tags = formPairs(header)?.map(([key, value]) => ({ key, value }));
  if (tags === undefined || tags.some(({ value }) => value.includes(','))) throw refused();
  if (new Set(tags.map(({ key }) => key)).size < tags.length) throw refused();
  if (tags.length > objectTagsMax) throw tooMany(limits.object);
  for (const { key, value } of tags) checkTag(key, value, limits.object);
  return tags.length === 0 ? undefined : tags;
}

function formPairs(text: string): ReturnType<typeof parseForm> | undefined {
  try {
    return parseForm(Buffer.from(text, 'latin1'));
  } catch {
    return undefined;
  }
}

export function tagSetOutput(tags: Tags | undefined): { Key: string; Value: string }[] {
  return (tags ?? []).map(({ key, value }) => ({ Key: key, Value: value }));
}
